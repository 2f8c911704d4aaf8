import { rename } from "node:fs/promises";
import type { ChatRequest } from "../../../core/model.ts";
import { onDisk } from "../disk.ts";
import { isTerminal } from "./batch-status.ts";
import { combinationOf } from "./combination.ts";
import { downloadTo } from "./download-to.ts";
import type { BatchView } from "./read-batch.ts";
import { readLines } from "./read-lines.ts";
import { readRequestLine } from "./request-line.ts";
import { requestTokens } from "./request-tokens.ts";
import type { Room } from "./room.ts";
import { isShardName, newShardName, type Shard, shardPaths } from "./shard.ts";
import { shardRequests } from "./shard-requests.ts";

/** Its input file is not there, or not whole. */
export class NotYet extends Error {
  override readonly name = "NotYet";
}

/** Takes a batch of this site into the Journal, with the requests that its input file holds. Throws `NotYet`. */
export async function adoptBatch(room: Room, batch: BatchView, own: OwnIds): Promise<void> {
  const { journal, settings } = room;
  const fileId = batch.inputFileId;
  const name = nameFor(room, batch);
  const { partial, input } = shardPaths(settings.directory, name);
  const copy = fileId === undefined ? "gone" : await downloadTo(room, fileId, partial);
  if (copy === "gone" || fileId === undefined) throw new NotYet("It is not there.");
  const content = await readInput(partial);
  if (content === undefined || !isWhole(batch, { ...content, ...copy })) {
    throw new NotYet("It is not whole.");
  }
  const { ids, isReadable: _, ...traits } = content;
  const known = await own();
  const twice = ids.filter((id) => known.has(id)).length;
  await onDisk(input, () => rename(partial, input));
  const shard: Shard = { name, ...traits, requests: ids.length, sha256: copy.sha256 };
  const wasOver = isTerminal(batch.status);
  await journal.append({ kind: "found", ...shard, fileId, batchId: batch.id, wasOver });
  room.emit({ kind: "batch-resumed", batch: batch.id, requests: ids.length });
  if (twice === 0) return;
  room.emit({
    kind: "warning",
    warning: { kind: "asked-twice", batch: batch.id, requests: twice },
  });
}

/** The name it was sent under, unless something here goes by it. */
function nameFor({ journal }: Room, { metadata }: BatchView): string {
  const { shard: name } = metadata;
  const isFree = isShardName(name) && !journal.find(name) && !journal.gone().includes(name);
  return isFree ? name : newShardName();
}

interface Input extends Pick<Shard, "model" | "combination" | "tokens" | "bytes"> {
  readonly ids: readonly string[];
  /** Whether every line is a request. */
  readonly isReadable: boolean;
}

interface Received extends Input {
  readonly sha256: string;
  /** As many bytes came as were announced. */
  readonly isWhole: boolean;
}

/**
 * A part of it would be taken for all that the batch asks for, and the rest be asked for again. A provider may write
 * JSON in its own way, so that another hash proves nothing where all requests are there; while nobody knows how many
 * there are, it does.
 */
function isWhole({ metadata, counts, status }: BatchView, copy: Received): boolean {
  const { sha256 } = metadata;
  if (sha256 === copy.sha256) return true;
  if (counts.total > 0) return copy.ids.length >= counts.total;
  const isOther = sha256 !== undefined && !isTerminal(status);
  return !isOther && copy.isWhole && copy.isReadable;
}

/** `undefined` where it holds no request. */
async function readInput(path: string): Promise<Input | undefined> {
  const ids: string[] = [];
  let first: ChatRequest | undefined;
  let tokens = 0;
  let bytes = 0;
  let isReadable = true;
  for await (const line of readLines(path)) {
    bytes += Buffer.byteLength(line) + 1;
    const request = readRequestLine(line);
    if (!request && line.trim() !== "") isReadable = false;
    if (!request) continue;
    first ??= request;
    ids.push(request.customId);
    tokens += requestTokens(request);
  }
  if (!first) return undefined;
  const { model } = first.body;
  return { ids, model, combination: combinationOf(first), tokens, bytes, isReadable };
}

/** The requests that this machine has sent itself, read when they are first asked for. */
export type OwnIds = () => Promise<ReadonlySet<string>>;

/** Two machines that sent at the same time did not see each other's batches. */
export function createOwnIds(room: Room): OwnIds {
  let ids: Promise<ReadonlySet<string>> | undefined;
  return () => {
    ids ??= readOwnIds(room);
    return ids;
  };
}

async function readOwnIds(room: Room): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const state of room.journal.live()) {
    if ("isFound" in state) continue;
    for await (const { customId } of shardRequests(room, state)) ids.add(customId);
  }
  return ids;
}
