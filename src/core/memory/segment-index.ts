import type { MemoryRecord, SegmentKey } from "../model.ts";
import { segmentKey } from "../segment/keys.ts";
import { isUnambiguous } from "./is-unambiguous.ts";
import { betterOf, type Known, knownAt } from "./known.ts";
import { segmentKeysOf } from "./segment-keys-of.ts";

/** The best translation of every unambiguous text in a Memory. */
export interface SegmentIndex {
  find(key: SegmentKey): Known | undefined;
  /** The keys of a record's Segments, computed once. */
  keysOf(record: MemoryRecord): readonly SegmentKey[];
  /** Follows a change of the Memory that has just been made. */
  follow(before: MemoryRecord | undefined, after: MemoryRecord): void;
}

/** Nothing is computed before the first question: most runs have none. */
export function createSegmentIndex(records: () => Iterable<MemoryRecord>): SegmentIndex {
  let index: Map<SegmentKey, Known> | undefined;
  const keys = new WeakMap<MemoryRecord, readonly SegmentKey[]>();
  return {
    keysOf: (record) => {
      const known = keys.get(record) ?? segmentKeysOf(record);
      keys.set(record, known);
      return known;
    },
    find: (key) => {
      index ??= buildIndex(records());
      return index.get(key);
    },
    follow: (before, after) => {
      if (index === undefined) return;
      if (before !== undefined && losesBest(before, after, index)) index = undefined;
      else addTo(index, reusableIn(after, before));
    },
  };
}

function buildIndex(records: Iterable<MemoryRecord>): Map<SegmentKey, Known> {
  const index = new Map<SegmentKey, Known>();
  for (const record of records) addTo(index, reusableIn(record));
  return index;
}

function addTo(index: Map<SegmentKey, Known>, news: readonly Reusable[]): void {
  for (const { key, known } of news) {
    const best = betterOf(index.get(key), known);
    if (best !== undefined) index.set(key, best);
  }
}

/**
 * Whether the index names words that the change took away for lesser ones. Rare: it takes a second machine translation
 * or a second hand edit.
 */
function losesBest(
  before: MemoryRecord,
  after: MemoryRecord,
  index: ReadonlyMap<SegmentKey, Known>,
): boolean {
  const gained = new Map(reusableIn(after, before).map(({ key, known }) => [key, known]));
  return reusableIn(before, after).some(({ key, known }) => {
    const now = gained.get(key);
    return index.get(key)?.target === known.target && betterOf(now, known) !== now;
  });
}

interface Reusable {
  readonly key: SegmentKey;
  readonly known: Known;
}

/** What a record offers to other pages, except what the other record offers too. */
function reusableIn(record: MemoryRecord, except?: MemoryRecord): Reusable[] {
  return record.source.flatMap((text, position) => {
    const known = knownAt(record, position);
    if (known === undefined || (except && isSameAt(position, record, except))) return [];
    if (!isUnambiguous(text)) return [];
    const note = record.notes?.[position] ?? undefined;
    return [{ key: segmentKey(record.classes[position] ?? "prose", text, note), known }];
  });
}

function isSameAt(position: number, a: MemoryRecord, b: MemoryRecord): boolean {
  return (
    a.source[position] === b.source[position] &&
    a.classes[position] === b.classes[position] &&
    (a.notes?.[position] ?? null) === (b.notes?.[position] ?? null) &&
    a.target[position] === b.target[position] &&
    a.human.includes(position) === b.human.includes(position)
  );
}
