import { UserError } from "../../../core/errors.ts";
import { plainLine } from "../plain-line.ts";
import { ProviderTrouble } from "../provider-trouble.ts";
import { isKnownStatus, isTerminal } from "./batch-status.ts";
import type { Created } from "./fold-journal.ts";
import { persist } from "./persist.ts";
import type { BatchView } from "./read-batch.ts";
import type { Room } from "./room.ts";
import { resultsGone } from "./save-results.ts";
import { minutesStuck } from "./stuck.ts";

/** Looks at a batch once; says what it became when it has ended. */
export type Watch = (state: Created) => Promise<BatchView | "under way">;

/** A Watch that remembers what it saw, so that only news is told. */
export function createWatch(room: Room): Watch {
  const notes = new Map<string, Note>();
  return async (state) => {
    const note = notes.get(state.batchId) ?? newNote();
    notes.set(state.batchId, note);
    const view = await retrieve(room, state);
    if (view) report(room, view, note);
    if (view) reportStuck(room, view, note);
    if (view && !isPuzzling(view)) {
      room.patience.end(state.batchId);
      return isTerminal(view.status) ? view : "under way";
    }
    if (room.patience.isLeft(state.batchId)) return "under way";
    if (!view) throw unknownBatch(room, state);
    return makeDo(room, state, view);
  };
}

/** Some providers show the files of an ended batch late; these do not come. */
function makeDo(room: Room, { isFound }: Created, view: BatchView): BatchView {
  const { id: batch, counts } = view;
  if (counts.completed === 0) return view;
  if (!isFound) throw resultsGone(room, batch);
  room.emit({ kind: "warning", warning: { kind: "results-missing", batch } });
  return view;
}

interface Note {
  seen: string;
  /** The last one, and since when it is known to be in it. */
  status: string;
  since: number;
  isToldStuck: boolean;
  readonly statuses: Set<string>;
}

function newNote(): Note {
  return { seen: "", status: "", since: 0, isToldStuck: false, statuses: new Set() };
}

/** Ended with counted results, but without the file that holds them. */
function isPuzzling({ status, outputFileId, errorFileId, counts }: BatchView): boolean {
  if (!isTerminal(status) || outputFileId !== null) return false;
  return counts.completed > 0 || (counts.failed > 0 && errorFileId === null);
}

/** `undefined` where the provider knows no such batch. */
function retrieve(room: Room, { batchId }: Created): Promise<BatchView | undefined> {
  return persist(room, async () => {
    try {
      return await room.provider.retrieve(batchId);
    } catch (error) {
      if (error instanceof ProviderTrouble && error.details.status === 404) return undefined;
      throw error;
    }
  });
}

function report({ emit, settings }: Room, view: BatchView, note: Note): void {
  const { id: batch, counts } = view;
  const status = plainLine(view.status, settings.apiKey);
  if (!isKnownStatus(view.status) && !note.statuses.has(status)) {
    note.statuses.add(status);
    emit({ kind: "warning", warning: { kind: "unknown-status", batch, status } });
  }
  const seen = [status, counts.completed, counts.failed, counts.total].join(" ");
  if (seen === note.seen) return;
  note.seen = seen;
  emit({ kind: "batch-progress", batch, status, ...counts });
}

/** Told once for each status. Whatever it is stuck in, it may still end, and so is never sent again. */
function reportStuck({ emit, clock, settings }: Room, view: BatchView, note: Note): void {
  const now = clock.now();
  if (view.status !== note.status) {
    note.status = view.status;
    note.since = Math.min(view.since ?? now, now);
    note.isToldStuck = false;
  }
  const minutes = isTerminal(view.status) ? undefined : minutesStuck(view, now - note.since);
  if (minutes === undefined || note.isToldStuck) return;
  note.isToldStuck = true;
  const status = plainLine(view.status, settings.apiKey);
  emit({ kind: "warning", warning: { kind: "stuck", batch: view.id, status, minutes } });
}

function unknownBatch({ settings }: Room, { batchId }: Created): UserError {
  const { baseURL } = settings;
  return new UserError("batch-unknown", { baseURL, batch: batchId });
}
