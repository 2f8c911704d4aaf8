import type { ChatRequest } from "../../../core/model.ts";
import { isMissing, onDisk } from "../disk.ts";
import { hasRunNothing, type ShardState } from "./fold-journal.ts";
import { readLines } from "./read-lines.ts";
import { readRequestLine } from "./request-line.ts";
import type { Room } from "./room.ts";
import { shardPaths } from "./shard.ts";

/** The requests of a Shard as far as they can be read on this disk; nothing is given up, fetched or mended for it. */
export async function* legibleRequests(
  room: Room,
  state: ShardState,
): AsyncGenerator<ChatRequest, void, undefined> {
  // Whoever may write gives these up, and asks for what is needed of them.
  if (hasRunNothing(state)) return;
  const { input } = shardPaths(room.settings.directory, state.shard.name);
  try {
    for await (const line of readLines(input)) {
      const request = readRequestLine(line);
      if (request) yield request;
    }
  } catch (error) {
    if (!isMissing(error)) await onDisk(input, () => Promise.reject(error), "unreadable");
  }
}
