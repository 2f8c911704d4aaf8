import { UserError } from "../../../core/errors.ts";
import type { Creating, Uploaded } from "./fold-journal.ts";
import { ListGaps, listBatches, NoList } from "./list-batches.ts";
import { IMPATIENT } from "./persist.ts";
import type { BatchView } from "./read-batch.ts";
import type { Room } from "./room.ts";

/** Looks in the provider's list for the batch that a create of unknown outcome may have made. */
export async function findBatch(room: Room, state: Creating): Promise<BatchView | undefined> {
  try {
    return await look(room, state);
  } catch (error) {
    // What cannot be read may be the very one that is looked for.
    if (error instanceof ListGaps && room.patience.isLeft(state.fileId)) {
      await room.clock.wait(GAPS_WAIT_MS);
      return findBatch(room, state);
    }
    throw error instanceof NoList ? uncertain(room, state) : error;
  }
}

async function look(room: Room, state: Creating): Promise<BatchView | undefined> {
  let found: BatchView | undefined;
  for await (const batches of listBatches(room, state.since)) {
    found = batches.find((batch) => isBatchOf(room, state, batch));
    if (found) break;
  }
  room.patience.end(state.fileId);
  return found;
}

const GAPS_WAIT_MS = 60_000;

/** Looks once for a batch that another machine made over the file after those that ran nothing. */
export async function findSuccessor(room: Room, state: Uploaded): Promise<BatchView | undefined> {
  try {
    for await (const batches of listBatches(room, 0, IMPATIENT)) {
      const found = batches.find((batch) => isBatchOf(room, state, batch));
      // Newest first: what follows is older than the one that it would succeed.
      if (found || batches.some(({ id }) => state.returned?.includes(id))) return found;
    }
  } catch (error) {
    if (!(error instanceof NoList)) throw error;
  }
  return undefined;
}

/**
 * Every compatible provider echoes the input file; metadata helps where one renames it. One that ran nothing is in the
 * list as well, and is not the one that was made in its place.
 */
export function isBatchOf(
  { settings }: Room,
  { fileId, shard, returned }: Pick<Uploaded, "fileId" | "shard" | "returned">,
  batch: BatchView,
): boolean {
  if (returned?.includes(batch.id)) return false;
  const { site, shard: name, sha256 } = batch.metadata;
  const isNamed = site === settings.siteId && name === shard.name && sha256 === shard.sha256;
  return batch.inputFileId === fileId || isNamed;
}

/** Whether it is in flight here, or was delivered here. */
export function isKnown({ journal, notes }: Room, { id }: BatchView): boolean {
  const isLive = journal.live().some((state) => "batchId" in state && state.batchId === id);
  return isLive || notes.isOver(id);
}

function uncertain({ settings }: Room, { fileId }: Creating): UserError {
  return new UserError("batch-uncertain", { baseURL: settings.baseURL, file: fileId });
}
