import { UserError } from "../../../core/errors.ts";
import type { Creating, Uploaded } from "./fold-journal.ts";
import { listBatches, NoList } from "./list-batches.ts";
import type { BatchView } from "./read-batch.ts";
import type { Room } from "./room.ts";

/** Looks in the provider's list for the batch that a create of unknown outcome may have made. */
export async function findBatch(room: Room, state: Creating): Promise<BatchView | undefined> {
  try {
    for await (const batches of listBatches(room, state.since)) {
      const found = batches.find((batch) => isBatchOf(room, state, batch));
      if (found) return found;
    }
    return undefined;
  } catch (error) {
    throw error instanceof NoList ? uncertain(room, state) : error;
  }
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

function uncertain({ settings }: Room, { fileId }: Creating): UserError {
  return new UserError("batch-uncertain", { baseURL: settings.baseURL, file: fileId });
}
