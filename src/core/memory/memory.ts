import { createHash } from "node:crypto";
import type { MemoryRecord, SectionKey, SegmentKey } from "../model.ts";
import { betterOf, type Known, knownAt } from "./known.ts";
import { mergeRecords, updateRecord } from "./merge-records.ts";
import { createSegmentIndex, type SegmentIndex } from "./segment-index.ts";

/** One locale's translations, found by the words they translate. Only the functions of this file look inside. */
export interface Memory {
  /** By Section; by Section and page where the record names one. */
  readonly records: ReadonlyMap<string, MemoryRecord>;
  /** The pages that have a record of their own. */
  readonly pages: ReadonlyMap<SectionKey, readonly string[]>;
  readonly segments: SegmentIndex;
}

/** A Memory that is still being added to. */
export interface MemoryDraft extends Memory {
  readonly records: Map<string, MemoryRecord>;
  readonly pages: Map<SectionKey, readonly string[]>;
}

/** Where a Segment stands. */
export interface Place {
  readonly page: string;
  /** The Sections that the page had when it was last written, in their order. */
  readonly pageSections: readonly SectionKey[];
}

/** Takes in records in any order, with any duplicates: the same set always makes the same Memory. */
export function indexMemory(records: Iterable<MemoryRecord>): MemoryDraft {
  const all = new Map<string, MemoryRecord>();
  const segments = createSegmentIndex(() => all.values());
  const memory: MemoryDraft = { records: all, pages: new Map(), segments };
  for (const record of records) {
    const other = all.get(nameOf(record.key, record.page));
    store(memory, other === undefined ? record : mergeRecords(other, record));
  }
  return memory;
}

/**
 * What is known of a Section, Segment by Segment; `undefined` where it was never seen. Words for this very page come
 * first, then those for any page; those for other pages are better than paying again.
 */
export function lookupSection(
  memory: Memory,
  key: SectionKey,
  page: string,
): readonly (Known | undefined)[] | undefined {
  const found = recordsFor(memory, key, page);
  const [first] = [found.own, found.general, ...found.others].filter((record) => record);
  return first?.target.map((_, index) => chooseKnown(found, index));
}

/** Translations of the same words: from the page's own past, then from anywhere if they mean the same everywhere. */
export function lookupSegments(memory: Memory, key: SegmentKey, place: Place): readonly Known[] {
  const found = [lookupOnPage(memory, key, place), memory.segments.find(key)];
  return found.filter((entry) => entry !== undefined);
}

/**
 * Adds what is newly known of a Section. It replaces what was known, but never a person's words by a machine's; where
 * the record has `null`, what was known stays.
 */
export function putSection(memory: MemoryDraft, record: MemoryRecord): void {
  const before = memory.records.get(nameOf(record.key, record.page));
  const after = before === undefined ? record : updateRecord(before, record);
  store(memory, after);
  memory.segments.follow(before, after);
}

/** Adds what somebody else knows: it fills gaps, and a person's words win; otherwise this Memory is the newer one. */
export function absorbRecord(memory: MemoryDraft, record: MemoryRecord): void {
  const own = memory.records.get(nameOf(record.key, record.page));
  const after = own === undefined ? record : updateRecord(record, own);
  if (after === own) return;
  store(memory, after);
  memory.segments.follow(own, after);
}

/** Everything, by key, then page. */
export function recordsOf(memory: Memory): MemoryRecord[] {
  return [...memory.records].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
}

/** Changes whenever `lookupSection` would say anything else about one of these Sections. */
export function digestOf(memory: Memory, sections: readonly SectionKey[], page: string): string {
  const hash = createHash("sha256");
  for (const key of sections) {
    const known = lookupSection(memory, key, page);
    const words = known?.map((entry) => (entry ? [entry.target, entry.human] : null));
    hash.update(JSON.stringify([key, words ?? null]));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Keys have one length and no space, so that no name is taken for another. */
function nameOf(key: SectionKey, page: string | undefined): string {
  return page === undefined ? key : `${key} ${page}`;
}

function store(memory: MemoryDraft, record: MemoryRecord): void {
  const { key, page } = record;
  const name = nameOf(key, page);
  if (page !== undefined && !memory.records.has(name)) {
    memory.pages.set(key, [...(memory.pages.get(key) ?? []), page]);
  }
  memory.records.set(name, record);
}

interface RecordsFor {
  readonly own: MemoryRecord | undefined;
  readonly general: MemoryRecord | undefined;
  readonly others: readonly MemoryRecord[];
}

function recordsFor({ records, pages }: Memory, key: SectionKey, page: string): RecordsFor {
  const others = (pages.get(key) ?? []).flatMap((other) => {
    const record = other === page ? undefined : records.get(nameOf(key, other));
    return record === undefined ? [] : [record];
  });
  return { own: records.get(nameOf(key, page)), general: records.get(key), others };
}

function chooseKnown({ own, general, others }: RecordsFor, index: number): Known | undefined {
  const here = own && knownAt(own, index);
  const anywhere = general && knownAt(general, index);
  if (anywhere?.human && !here?.human) return anywhere;
  return (
    here ?? anywhere ?? others.map((record) => knownAt(record, index)).reduce(betterOf, undefined)
  );
}

/** A person's words before a machine's, then the first. */
function lookupOnPage(memory: Memory, key: SegmentKey, place: Place): Known | undefined {
  let first: Known | undefined;
  for (const section of place.pageSections) {
    const found = recordsFor(memory, section, place.page);
    const record = found.own ?? found.general ?? found.others[0];
    if (record === undefined) continue;
    for (const index of positionsOf(key, memory.segments.keysOf(record))) {
      const known = chooseKnown(found, index);
      if (known?.human) return known;
      first ??= known;
    }
  }
  return first;
}

function positionsOf(key: SegmentKey, keys: readonly SegmentKey[]): number[] {
  return keys.flatMap((other, index) => (other === key ? [index] : []));
}
