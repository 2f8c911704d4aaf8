import { rename } from "node:fs/promises";
import { UserError } from "../../../core/errors.ts";
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

/** Takes a batch of this site into the Journal, with the requests that its input file holds. */
export async function adoptBatch(room: Room, batch: BatchView, own: OwnIds): Promise<void> {
  const { journal, settings } = room;
  const fileId = batch.inputFileId;
  const name = nameFor(room, batch);
  const { partial, input } = shardPaths(settings.directory, name);
  const copy = fileId === undefined ? "gone" : await downloadTo(room, fileId, partial);
  if (copy === "gone" || fileId === undefined) return leaveAlone(room, batch);
  const content = await readInput(partial);
  if (content === undefined) return leaveAlone(room, batch);
  const { ids, ...traits } = content;
  const known = await own();
  const twice = ids.filter((id) => known.has(id)).length;
  await onDisk(input, () => rename(partial, input));
  const shard: Shard = { name, ...traits, requests: ids.length, sha256: copy.sha256 };
  await journal.append({ kind: "found", ...shard, fileId, batchId: batch.id });
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
}

/** `undefined` where it holds no request. */
async function readInput(path: string): Promise<Input | undefined> {
  const ids: string[] = [];
  let first: ChatRequest | undefined;
  let tokens = 0;
  let bytes = 0;
  for await (const line of readLines(path)) {
    bytes += Buffer.byteLength(line) + 1;
    const request = readRequestLine(line);
    if (!request) continue;
    first ??= request;
    ids.push(request.customId);
    tokens += requestTokens(request);
  }
  if (!first) return undefined;
  return { ids, model: first.body.model, combination: combinationOf(first), tokens, bytes };
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

/**
 * Nobody can tell what it asks for. Of one that has ended, the results are lost to us; one under way would be paid for
 * twice, so a person decides.
 */
async function leaveAlone(room: Room, { id: batch, status }: BatchView): Promise<void> {
  const { settings, notes, emit } = room;
  const { baseURL } = settings;
  const mustStop = !isTerminal(status) && !settings.resubmit;
  if (mustStop) throw new UserError("batch-unreadable", { baseURL, batch });
  await notes.add({ over: [batch] });
  emit({ kind: "warning", warning: { kind: "batch-left", batch } });
}
