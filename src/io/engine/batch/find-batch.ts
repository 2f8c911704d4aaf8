import { UserError } from "../../../core/errors.ts";
import type { Creating } from "./fold-journal.ts";
import { persist } from "./persist.ts";
import type { BatchPage } from "./provider.ts";
import { ProviderTrouble } from "./provider-trouble.ts";
import type { BatchView } from "./read-batch.ts";
import type { Room } from "./room.ts";

/** The provider's clock and ours may differ by so much. */
const CLOCK_MARGIN_MS = 10 * 60_000;
const MAX_PAGES = 200;

/** Looks in the provider's list for the batch that a create of unknown outcome may have made. */
export async function findBatch(room: Room, state: Creating): Promise<BatchView | undefined> {
  let after: string | undefined;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { batches, next } = await listPage(room, state, after);
    const found = batches.find((batch) => isOurs(room, state, batch));
    if (found) return found;
    if (next === undefined || isPast(batches, state)) return undefined;
    after = next;
  }
  throw uncertain(room, state);
}

/** Every compatible provider echoes the input file; metadata helps where one renames it. */
function isOurs({ settings }: Room, { fileId, shard }: Creating, batch: BatchView): boolean {
  const { site, shard: name, sha256 } = batch.metadata;
  const isNamed = site === settings.siteId && name === shard.name && sha256 === shard.sha256;
  return batch.inputFileId === fileId || isNamed;
}

/** Whether all further pages are older than the create. A list that runs the other way is read to its end. */
function isPast(batches: readonly BatchView[], { since }: Creating): boolean {
  const newest = batches[0]?.createdAt;
  const oldest = batches.at(-1)?.createdAt;
  if (newest === undefined || oldest === undefined || newest < oldest) return false;
  return oldest < since - CLOCK_MARGIN_MS;
}

function listPage(room: Room, state: Creating, after: string | undefined): Promise<BatchPage> {
  return persist(room, async () => {
    try {
      return await room.provider.list(after);
    } catch (error) {
      const cannotList = error instanceof ProviderTrouble && CANNOT_LIST.has(error.details.status);
      throw cannotList ? uncertain(room, state) : error;
    }
  });
}

/** Answers of providers without a list of batches. */
const CANNOT_LIST: ReadonlySet<number | undefined> = new Set([400, 404, 405, 410, 501]);

function uncertain({ settings, journal }: Room, { fileId }: Creating): UserError {
  const { baseURL } = settings;
  return new UserError("batch-uncertain", { baseURL, file: fileId, journal: journal.path });
}
