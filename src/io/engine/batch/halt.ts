import type { Owed } from "../../ports.ts";
import { hasRunNothing } from "./fold-journal.ts";
import { dropHalfSent } from "./resume-shards.ts";
import type { Room } from "./room.ts";
import { shardRequests } from "./shard-requests.ts";

/** Gives up all that has not become a batch; returns it. */
export async function halt(room: Room): Promise<readonly Owed[]> {
  const dropped = [...room.waiting.values()].map(({ request }) => request);
  room.waiting.clear();
  for (const state of room.journal.live().filter(hasRunNothing)) {
    for await (const request of shardRequests(room, state)) dropped.push(request);
  }
  await dropHalfSent(room);
  return dropped.map((request) => ({ ...request, tariff: "batch" }));
}
