import { digestOf, lookupSegments } from "../core/memory/memory.ts";
import type { KeptSegment, PageRecord } from "../core/model.ts";
import { isOpen } from "./given-up.ts";
import { dateOf, hashOf, noBytes, shapeOf, targetOf } from "./page-state.ts";
import type { LocaleRun, Ports, SourceState, Task } from "./run.ts";
import { foreseen } from "./ways.ts";

export interface PageCheck {
  readonly record: PageRecord;
  readonly page: SourceState;
  readonly run: LocaleRun;
  readonly task: Task;
  readonly ports: Ports;
}

/** A comparison of hashes: nothing that went into the page is new, and the file is as it was written. */
export async function isCurrent({ record, page, run, task, ports }: PageCheck): Promise<boolean> {
  if (record.source !== page.hash) return false;
  if (ports.engine.remembered) {
    const isOwed = record.pseudo || record.kept.some((kept) => isOwing(kept, record, run));
    if (isOwed || run.offer.retranslate === "all") return false;
  }
  const localized = await ports.files.read(targetOf(page.source, run.locale));
  return (
    hashOf(localized ?? noBytes) === record.output &&
    digestOf(run.memory, record.sections, record.page) === record.memory &&
    shapeOf(page.source, run.locale, {
      rules: task.rules,
      reads: foreseen(record.reads, run, { task, ports }),
      ...dateOf(page.source, record),
    }) === record.shape
  );
}

/** Whether what is kept in the source language is to be asked for, or has been translated on another page meanwhile. */
function isOwing(kept: KeptSegment, { page, sections }: PageRecord, run: LocaleRun): boolean {
  if (isOpen(kept, run.offer)) return true;
  if (kept.key === undefined || kept.kind === "structure") return false;
  return lookupSegments(run.memory, kept.key, { page, pageSections: sections }).length > 0;
}
