import type { MemoryRecord, SectionKey } from "../model.ts";
import { sectionKey } from "../segment/keys.ts";
import { betterOf, type Known, knownAt } from "./known.ts";
import { segmentKeysOf } from "./segment-keys-of.ts";

/**
 * One record of two that claim the same Section and page, as a merge of branches leaves them. Segment by Segment the
 * better one wins. In any order and grouping, any number of records comes to the same.
 */
export function mergeRecords(a: MemoryRecord, b: MemoryRecord): MemoryRecord {
  if (!haveSameSource(a, b)) return rightfulOf(a, b);
  return combine(a, b, betterOf);
}

/**
 * The record once news about it is in: what is new replaces what was known, but nothing replaces a person's words
 * except a person's, and what the news does not know stays.
 */
export function updateRecord(record: MemoryRecord, news: MemoryRecord): MemoryRecord {
  if (!haveSameSource(record, news)) return news;
  return combine(news, record, (fresh, old) => {
    const wins = fresh !== undefined && (fresh.human || !old?.human);
    return wins ? fresh : old;
  });
}

type Choice = (a: Known | undefined, b: Known | undefined) => Known | undefined;

function combine(a: MemoryRecord, b: MemoryRecord, choose: Choice): MemoryRecord {
  const known = a.target.map((_, index) => choose(knownAt(a, index), knownAt(b, index)));
  const model = choose(modelOf(a), modelOf(b))?.target;
  return {
    key: a.key,
    ...(a.page === undefined ? {} : { page: a.page }),
    classes: a.classes,
    source: a.source,
    ...(a.notes === undefined ? {} : { notes: a.notes }),
    target: known.map((entry) => entry?.target ?? null),
    human: known.flatMap((entry, index) => (entry?.human ? [index] : [])),
    ...(model === undefined ? {} : { model }),
  };
}

function modelOf({ model }: MemoryRecord): Known | undefined {
  return model === undefined ? undefined : { target: model, human: false };
}

function haveSameSource(a: MemoryRecord, b: MemoryRecord): boolean {
  return (
    isSameList(a.source, b.source) &&
    isSameList(a.classes, b.classes) &&
    isSameList(a.notes ?? [], b.notes ?? [])
  );
}

function isSameList(a: readonly (string | null)[], b: readonly (string | null)[]): boolean {
  return a.length === b.length && a.every((entry, index) => entry === b[index]);
}

/** Only one of two sources can have made the key; where none did, the choice must merely be stable. */
function rightfulOf(a: MemoryRecord, b: MemoryRecord): MemoryRecord {
  const isRight = ownKeyOf(a) === a.key;
  if (isRight !== (ownKeyOf(b) === b.key)) return isRight ? a : b;
  return sourceLine(b) < sourceLine(a) ? b : a;
}

function ownKeyOf(record: MemoryRecord): SectionKey {
  return sectionKey(segmentKeysOf(record).map((key) => ({ key })));
}

function sourceLine({ source, classes, notes }: MemoryRecord): string {
  return JSON.stringify([source, classes, notes]);
}
