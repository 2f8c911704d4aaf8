import { UserError } from "../../../core/errors.ts";
import { requireKey } from "../connect.ts";
import { adoptAll } from "./adopt-all.ts";
import { isTerminal } from "./batch-status.ts";
import { isBatchOf, isKnown } from "./find-batch.ts";
import { ListGaps, listBatches, NoList } from "./list-batches.ts";
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
  await adoptAll(
    room,
    strays.filter((batch) => !isInDoubt(room, batch)),
  );
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
    const isMissing = !(error instanceof ListGaps);
    if (isMissing && isFirst && !room.settings.resubmit) throw hidden(room);
  }
  if (isFirst && others > 0) {
    room.emit({ kind: "warning", warning: { kind: "other-sites", batches: others } });
  }
  return strays.reverse();
}

function isStray(room: Room, batch: BatchView): boolean {
  if (batch.metadata["site"] !== room.settings.siteId || isKnown(room, batch)) return false;
  return !isTerminal(batch.status) || !hasNothing(batch);
}

function hasNothing({ outputFileId, errorFileId, counts }: BatchView): boolean {
  return outputFileId === null && errorFileId === null && counts.completed + counts.failed === 0;
}

/** Unfinished ones only: what has ended there is nobody's worry here. */
function isOfOtherSite({ settings }: Room, { metadata, status }: BatchView): boolean {
  return metadata["tool"] === TOOL && metadata["site"] !== settings.siteId && !isTerminal(status);
}

/** The create whose outcome is unknown is reconciled by those who submit. */
function isInDoubt(room: Room, batch: BatchView): boolean {
  return room.journal
    .live()
    .some((state) => state.step === "creating" && isBatchOf(room, state, batch));
}

function hidden({ settings }: Room): UserError {
  return new UserError("batches-hidden", { baseURL: settings.baseURL });
}
