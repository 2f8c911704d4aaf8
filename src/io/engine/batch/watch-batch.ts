import { UserError } from "../../../core/errors.ts";
import { plainLine } from "../plain-line.ts";
import { ProviderTrouble } from "../provider-trouble.ts";
import { isKnownStatus, isTerminal } from "./batch-status.ts";
import type { Created } from "./fold-journal.ts";
import { persist } from "./persist.ts";
import type { BatchView } from "./read-batch.ts";
import type { Room } from "./room.ts";
import { minutesStuck } from "./stuck.ts";

/** Looks at a batch once; says what it became when it has ended. */
export type Watch = (state: Created) => Promise<BatchView | "under way">;

/** Some providers show a new batch, or the files of an ended one, a little late. */
export const PATIENT_LOOKS = 3;

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
      note.looks = 0;
      return isTerminal(view.status) ? view : "under way";
    }
    note.looks += 1;
    if (note.looks < PATIENT_LOOKS) return "under way";
    if (view) return view;
    throw unknownBatch(room, state);
  };
}

interface Note {
  seen: string;
  /** The last one, and since when it is known to be in it. */
  status: string;
  since: number;
  isToldStuck: boolean;
  readonly statuses: Set<string>;
  /** In a row that made no sense. */
  looks: number;
}

function newNote(): Note {
  return { seen: "", status: "", since: 0, isToldStuck: false, statuses: new Set(), looks: 0 };
}

/** Ended with counted results, but without files that hold them. */
function isPuzzling({ status, outputFileId, errorFileId, counts }: BatchView): boolean {
  const hasFiles = outputFileId !== null || errorFileId !== null;
  return isTerminal(status) && !hasFiles && counts.completed + counts.failed > 0;
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
