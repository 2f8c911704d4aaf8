import type { MemoryRecord, SegmentKey } from "../model.ts";
import { segmentKey } from "../segment/keys.ts";

/** The keys of a record's Segments, made from their words: nothing else in a record is trusted to name them. */
export function segmentKeysOf({ classes, source, notes }: MemoryRecord): SegmentKey[] {
  return source.map((text, index) =>
    segmentKey(classes[index] ?? "prose", text, notes?.[index] ?? undefined),
  );
}
