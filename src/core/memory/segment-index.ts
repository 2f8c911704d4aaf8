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
      else addTo(index, after);
    },
  };
}

function buildIndex(records: Iterable<MemoryRecord>): Map<SegmentKey, Known> {
  const index = new Map<SegmentKey, Known>();
  for (const record of records) addTo(index, record);
  return index;
}

function addTo(index: Map<SegmentKey, Known>, record: MemoryRecord): void {
  for (const { key, known } of reusableIn(record)) {
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
  const left = new Map(reusableIn(after).map(({ key, known }) => [key, known]));
  return reusableIn(before).some(({ key, known }) => {
    const now = left.get(key);
    return index.get(key)?.target === known.target && betterOf(now, known) !== now;
  });
}

interface Reusable {
  readonly key: SegmentKey;
  readonly known: Known;
}

function reusableIn(record: MemoryRecord): Reusable[] {
  return record.source.flatMap((text, position) => {
    const known = knownAt(record, position);
    if (known === undefined || !isUnambiguous(text)) return [];
    return [{ key: segmentKey(record.classes[position] ?? "prose", text), known }];
  });
}
