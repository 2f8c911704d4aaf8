import type { ChatRequest } from "../../../core/model.ts";
import { planShards } from "./plan-shards.ts";
import { requireKey } from "./provider.ts";
import { resumeShards } from "./resume-shards.ts";
import type { Room } from "./room.ts";
import { shardPaths } from "./shard.ts";
import { writeShardFile } from "./shard-file.ts";
import { submitShard } from "./submit-shard.ts";

/**
 * Submits Shard after Shard. A Shard is planned only when the one before it has been accepted, so that a refusal
 * leaves nothing behind that would be refused again.
 */
export async function sendRequests(room: Room, requests: readonly ChatRequest[]): Promise<void> {
  const { journal, settings } = room;
  // Before anything is planned: what is planned is sent one day, however old it is by then.
  requireKey(settings);
  await resumeShards(room);
  for (const plan of planShards(requests, settings.limits)) {
    const { name } = plan.shard;
    await journal.append({ kind: "planned", ...plan.shard });
    await writeShardFile(shardPaths(settings.directory, name).input, plan.requests);
    await submitShard(room, name);
  }
}
