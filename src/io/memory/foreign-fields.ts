import type { ContentHash, SectionKey, SegmentKey } from "../../core/model.ts";

/** Fields of a JSON object that anybody may have edited. */
export type ForeignFields = Readonly<Record<string, unknown>>;

/**
 * The object on a line, where all of its fields are among the known ones. One more, and it is by another version of
 * this package or by someone who means harm: to take a part of it would lose or hide the rest.
 */
export function readFields(line: string, known: ReadonlySet<string>): ForeignFields | undefined {
  const value = parse(line);
  if (!isObject(value)) return undefined;
  return Object.keys(value).every((name) => known.has(name)) ? value : undefined;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is ForeignFields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

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
