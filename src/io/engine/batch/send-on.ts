import type { ChatRequest } from "../../../core/model.ts";
import { admitted } from "./canary.ts";
import { planShards, type ShardPlan } from "./plan-shards.ts";
import { resumeShards } from "./resume-shards.ts";
import type { Room } from "./room.ts";
import { shardPaths } from "./shard.ts";
import { writeShardFile } from "./shard-file.ts";
import { mayCreate, submitShard } from "./submit-shard.ts";
import { tokenBudget } from "./token-budget.ts";

/** Sends whatever may go now: first what is half submitted, then what waits. The rest waits on. */
export async function sendOn(room: Room): Promise<void> {
  await resumeShards(room);
  for (const [combination, waiting] of byCombination(room)) {
    const requests = admitted(room, combination, waiting);
    for (const plan of planShards({ combination, requests }, cutLimits(room, requests))) {
      if (!mayCreate(room, plan.shard)) break;
      await submit(room, plan);
    }
  }
}

/** Whether something is left that only time or other batches make room for. */
export function isHolding({ journal, waiting }: Room): boolean {
  return waiting.size > 0 || journal.live().some((state) => !("batchId" in state));
}

function byCombination({ waiting }: Room): ReadonlyMap<string, readonly ChatRequest[]> {
  const groups = new Map<string, ChatRequest[]>();
  for (const { request, combination } of waiting.values()) {
    const group = groups.get(combination);
    if (group) group.push(request);
    else groups.set(combination, [request]);
  }
  return groups;
}

/** Several Shards within the budget: while one comes to its end, the others run. */
function cutLimits(room: Room, requests: readonly ChatRequest[]) {
  const budget = tokenBudget(room, requests[0]?.body.model ?? "");
  const tokens = budget === undefined ? undefined : Math.ceil(budget / 4);
  return { ...room.settings.limits, tokens };
}

/** A Shard is planned only when it may go, so that a refusal leaves nothing behind that would be refused again. */
async function submit(room: Room, { shard, requests }: ShardPlan): Promise<void> {
  const { journal, settings, waiting } = room;
  await journal.append({ kind: "planned", ...shard });
  for (const { customId } of requests) waiting.delete(customId);
  await writeShardFile(shardPaths(settings.directory, shard.name).input, requests);
  await submitShard(room, shard.name);
}
