import type { KeptSegment, Locale, PageRecord, SegmentKey } from "../core/model.ts";
import { problemWords } from "../core/problems.ts";
import type { Task } from "./run.ts";

/** Counts up when a check becomes more lenient or a repair is added, so that what failed before is asked for again. */
const checksVersion = 1;

/** What a text is tried with in a run. */
export function trySignature(locale: Locale, { prompt }: Task): string {
  return `${checksVersion} ${prompt.modelFor(locale)}`;
}

/** Whether the next run should ask for this text. */
export function isOpen(kept: KeptSegment, locale: Locale, task: Task): boolean {
  const { again } = problemWords[kept.kind];
  if (again !== "once") return again === "always";
  return task.retryFailed || kept.tried !== trySignature(locale, task);
}

/** What earlier runs have given up on a page, and this one does too. */
export function givenUpOn(
  record: PageRecord | undefined,
  locale: Locale,
  task: Task,
): ReadonlyMap<SegmentKey, KeptSegment> {
  const kept = record?.kept ?? [];
  return new Map(
    kept.flatMap((entry) =>
      entry.key === undefined || entry.tried === undefined || isOpen(entry, locale, task)
        ? []
        : [[entry.key, entry]],
    ),
  );
}
