import type { Bounds } from "../../core/foreign/bounds.ts";
import { readJson } from "../../core/foreign/read-json.ts";
import { type ForeignRecord, isRecord } from "../../core/foreign/record.ts";
import type { ContentHash, SectionKey, SegmentKey } from "../../core/model.ts";

/**
 * The object on a line, where all of its fields are among the known ones. One more, and it is by another version of
 * this package or by someone who means harm: to take a part of it would lose or hide the rest.
 */
export function readFields(line: string, known: ReadonlySet<string>): ForeignRecord | undefined {
  const read = readJson(line, lineBounds);
  if ("reason" in read || !isRecord(read.value)) return undefined;
  return Object.keys(read.value).every((name) => known.has(name)) ? read.value : undefined;
}

/** Records are flat; no honest one comes near the rest. */
const lineBounds: Bounds = { length: 16 * 1024 * 1024, depth: 8, nodes: 1_000_000 };

export function isListOf<T>(value: unknown, is: (entry: unknown) => entry is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function isOptional<T>(
  value: unknown,
  is: (value: unknown) => value is T,
): value is T | undefined {
  return value === undefined || is(value);
}

/** A path or a name, of a length that some file system allows. */
export function isName(value: unknown): value is string {
  return isText(value) && value.length > 0 && value.length <= 4096;
}

export function isSectionKey(value: unknown): value is SectionKey {
  return isText(value) && /^[0-9a-f]{24}$/.test(value);
}

/** Segments and Sections have keys of one form. */
export function isSegmentKey(value: unknown): value is SegmentKey {
  return isSectionKey(value);
}

export function isContentHash(value: unknown): value is ContentHash {
  return isText(value) && /^[0-9a-f]{64}$/.test(value);
}
