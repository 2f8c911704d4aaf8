import { UserError } from "../../../core/errors.ts";
import { plainLine } from "../plain-line.ts";
import { combinationOf } from "./combination.ts";
import type { Created, Uploaded } from "./fold-journal.ts";
import type { BatchView } from "./read-batch.ts";
import { releaseShard } from "./release-shard.ts";
import type { Room } from "./room.ts";
import { shardRequests } from "./shard-requests.ts";
import { learnBudget } from "./token-budget.ts";

/** The rests in between add up to more than half a day. */
const MOST_TIMES = 30;

/**
 * Takes back a batch for which the provider had no room: nothing ran, so nothing is lost. It is created again from the
 * same file once there is room, or in smaller pieces where it is too large by itself.
 */
export async function holdBack(room: Room, state: Created, view: BatchView): Promise<void> {
  const { shard, fileId, batchId } = state;
  const reason = plainLine(view.reason ?? "", room.settings.apiKey);
  await room.journal.append({ kind: "returned", name: shard.name, reason });
  const returned: Uploaded = { step: "uploaded", shard, fileId };
  const budget = await learnBudget(room, returned, reason);
  room.emit({
    kind: "warning",
    warning: { kind: "no-room", batch: batchId, model: shard.model, tokens: budget },
  });
  if (room.pace.holdBack(shard.model) >= MOST_TIMES) {
    const { baseURL } = room.settings;
    throw new UserError("batch-refused", { baseURL, batch: batchId, reason });
  }
  if (shard.tokens > budget && shard.requests > 1) await cutAnew(room, returned, reason);
}

async function cutAnew(room: Room, state: Uploaded, reason: string): Promise<void> {
  const { name } = state.shard;
  const requests = [];
  for await (const request of shardRequests(room, state)) requests.push(request);
  await releaseShard(room, { kind: "rejected", name, reason });
  for (const request of requests) {
    room.waiting.set(request.customId, { request, combination: combinationOf(request) });
  }
}
