import { rename } from "node:fs/promises";
import { UserError } from "../../../core/errors.ts";
import type { ChatRequest } from "../../../core/model.ts";
import { onDisk } from "../disk.ts";
import { downloadTo } from "./download-to.ts";
import type { ShardState } from "./fold-journal.ts";
import { readLines } from "./read-lines.ts";
import { readRequestLine } from "./request-line.ts";
import type { Room } from "./room.ts";
import { shardPaths } from "./shard.ts";
import { isShardFileWhole } from "./shard-file.ts";

/** The requests of a Shard, from its file; a lost or damaged file is fetched back from the provider first. */
export async function* shardRequests(
  room: Room,
  state: ShardState,
): AsyncGenerator<ChatRequest, void, undefined> {
  const input = await ensureShardFile(room, state);
  for await (const line of readLines(input)) {
    const request = readRequestLine(line);
    if (request) yield request;
  }
}

/** Makes sure that the Shard's file is on this disk; returns its path. */
export async function ensureShardFile(room: Room, state: ShardState): Promise<string> {
  const { input } = shardPaths(room.settings.directory, state.shard.name);
  if (!(await isShardFileWhole(input, state.shard))) await restore(room, state, input);
  return input;
}

/** A provider may write JSON in its own way, so what counts is that every request is there. */
async function restore(room: Room, state: ShardState, input: string): Promise<void> {
  const { shard } = state;
  if (!("fileId" in state)) throw inputLost(room, shard.name);
  const { partial } = shardPaths(room.settings.directory, shard.name);
  const copy = await downloadTo(room, state.fileId, partial);
  if (copy === "gone" || (await countRequests(partial)) !== shard.requests) {
    throw inputLost(room, "batchId" in state ? state.batchId : shard.name);
  }
  await onDisk(input, () => rename(partial, input));
}

async function countRequests(path: string): Promise<number> {
  let count = 0;
  for await (const line of readLines(path)) if (readRequestLine(line)) count += 1;
  return count;
}

function inputLost({ settings }: Room, batch: string): UserError {
  return new UserError("batch-input-lost", { batch, baseURL: settings.baseURL });
}
