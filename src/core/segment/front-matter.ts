import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Range } from "../model.ts";

/** A string in the front matter: the range is that of its whole value, quotes included. */
export interface FrontMatterValue {
  readonly key: string;
  readonly range: Range;
  readonly value: string;
}

/**
 * Strings and lists of strings at the top level of a page's front matter. `values` is what the site's own parser
 * reads: where the two disagree, the value is nobody's to change.
 */
export function frontMatterValues(
  yaml: string,
  start: number,
  values: Readonly<Record<string, unknown>>,
): FrontMatterValue[] {
  const document = parseDocument(yaml, { logLevel: "silent", uniqueKeys: false });
  if (document.errors.length > 0 || !isMap(document.contents)) return [];
  return document.contents.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || typeof key.value !== "string") return [];
    const name = key.value;
    const read = Object.hasOwn(values, name) ? values[name] : undefined;
    if (isScalar(value)) return scalar(name, value, read, start);
    if (!isSeq(value) || !Array.isArray(read)) return [];
    const items: readonly unknown[] = read;
    return value.items.flatMap((item, index) =>
      isScalar(item) ? scalar(name, item, items[index], start) : [],
    );
  });
}

function scalar(
  key: string,
  node: {
    readonly value: unknown;
    readonly range?: readonly number[] | null;
    readonly anchor?: string;
    readonly tag?: string;
  },
  read: unknown,
  offset: number,
): FrontMatterValue[] {
  const [start, end] = node.range ?? [];
  const plain = typeof node.value === "string" && node.value === read && !node.anchor && !node.tag;
  if (!plain || start === undefined || end === undefined) return [];
  return [{ key, value: String(node.value), range: { start: offset + start, end: offset + end } }];
}
