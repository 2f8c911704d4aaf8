import { UserError } from "../../../core/errors.ts";
import { requireKey } from "../connect.ts";
import { adoptBatch, createOwnIds, type OwnIds } from "./adopt-batch.ts";
import { isTerminal } from "./batch-status.ts";
import { isBatchOf } from "./find-batch.ts";
import { listBatches, NoList } from "./list-batches.ts";
import { IMPATIENT } from "./persist.ts";
import type { BatchView } from "./read-batch.ts";
import type { Room } from "./room.ts";
import { TOOL } from "./submit-shard.ts";

/** Providers keep files for a month. */
const RECOVERABLE_MS = 31 * 24 * 60 * 60_000;
/** A provider's list may be so late, and another machine's clock so wrong. */
const LOOK_BACK_MS = 60 * 60_000;

/**
 * Finds this site's batches that the Journal knows nothing of: sent from another machine, or before the Journal was
 * lost. Looks through the whole list once with each key, and then only at what is new.
 */
export async function recoverBatches(room: Room): Promise<void> {
  const { notes, settings, clock } = room;
  requireKey(settings);
  const now = clock.now();
  if (settings.isNewSite && notes.reconciledAt === undefined) {
    return notes.add({ reconciledAt: now });
  }
  const isFirst = notes.reconciledAt === undefined;
  const since = Math.max(now - RECOVERABLE_MS, (notes.reconciledAt ?? 0) - LOOK_BACK_MS);
  const strays = await findStrays(room, { since, isFirst });
  const own = createOwnIds(room);
  for (const batch of strays) await takeIn(room, batch, own);
  await notes.add({ reconciledAt: now });
}

interface Search {
  readonly since: number;
  readonly isFirst: boolean;
}

/** Oldest first, as they were sent. */
async function findStrays(room: Room, { since, isFirst }: Search): Promise<readonly BatchView[]> {
  const strays: BatchView[] = [];
  let others = 0;
  try {
    for await (const batches of listBatches(room, since, IMPATIENT)) {
      const recent = batches.filter(
        ({ createdAt }) => createdAt === undefined || createdAt >= since,
      );
      strays.push(...recent.filter((batch) => isStray(room, batch)));
      others += recent.filter((batch) => isOfOtherSite(room, batch)).length;
    }
  } catch (error) {
    if (!(error instanceof NoList)) throw error;
    if (isFirst && !room.settings.resubmit) throw hidden(room);
  }
  if (isFirst && others > 0) {
    room.emit({ kind: "warning", warning: { kind: "other-sites", batches: others } });
  }
  return strays.reverse();
}

function isStray({ settings, journal, notes }: Room, batch: BatchView): boolean {
  if (batch.metadata["site"] !== settings.siteId || notes.isOver(batch.id)) return false;
  if (isTerminal(batch.status) && hasNothing(batch)) return false;
  return !journal.live().some((state) => "batchId" in state && state.batchId === batch.id);
}

function hasNothing({ outputFileId, errorFileId, counts }: BatchView): boolean {
  return outputFileId === null && errorFileId === null && counts.completed + counts.failed === 0;
}

/** Unfinished ones only: what has ended there is nobody's worry here. */
function isOfOtherSite({ settings }: Room, { metadata, status }: BatchView): boolean {
  return metadata["tool"] === TOOL && metadata["site"] !== settings.siteId && !isTerminal(status);
}

/** It may be the batch of a Shard whose creation was thought to have failed, or one that nobody here knows. */
async function takeIn(room: Room, batch: BatchView, own: OwnIds): Promise<void> {
  const { journal, emit } = room;
  for (const state of journal.live()) {
    if (!("fileId" in state) || !isBatchOf(room, state, batch)) continue;
    // The create whose outcome is unknown is reconciled by those who submit.
    if (state.step === "creating") return;
    if (state.step !== "uploaded") continue;
    const { name, requests } = state.shard;
    await journal.append({ kind: "create-intent", name });
    await journal.append({ kind: "created", name, batchId: batch.id });
    return emit({ kind: "batch-resumed", batch: batch.id, requests });
  }
  await adoptBatch(room, batch, own);
}

function hidden({ settings }: Room): UserError {
  return new UserError("batches-hidden", { baseURL: settings.baseURL });
}
