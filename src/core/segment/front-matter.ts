import { isMap, isScalar, isSeq, parseDocument, type Scalar } from "yaml";
import { frontMatterBounds } from "../document/read-front-matter.ts";
import { isRecord } from "../foreign/record.ts";
import { yamlExcess } from "../foreign/yaml-excess.ts";
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
  // What the host's parser has read keeps the bounds, but it may have stopped at a line that ends nothing here.
  if (yamlExcess(yaml, frontMatterBounds) !== undefined) return [];
  const document = parseDocument(yaml, { logLevel: "silent", uniqueKeys: false });
  if (document.errors.length > 0 || !isMap(document.contents)) return [];
  const text = { yaml, start };
  return document.contents.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || typeof key.value !== "string") return [];
    const name = key.value;
    const known = Object.hasOwn(values, name) ? values[name] : undefined;
    if (isScalar(value)) return scalar(name, value, known, text);
    if (isMap(value)) return nested(name, value, known, text);
    if (!isSeq(value) || !Array.isArray(known)) return [];
    const items: readonly unknown[] = known;
    return value.items.flatMap((item, index) =>
      isScalar(item)
        ? scalar(name, item, items[index], text)
        : nested(name, item, items[index], text),
    );
  });
}

/** What readers see of a tag or an author that is spelled out on the page: `{label: …, permalink: …}`. */
const nestedFields: Readonly<Record<string, string>> = { tags: "label", authors: "title" };

function nested(name: string, item: unknown, known: unknown, text: YamlText): FrontMatterValue[] {
  const field = Object.hasOwn(nestedFields, name) ? (nestedFields[name] ?? "") : "";
  const value = isMap(item) && field !== "" ? item.get(field, true) : undefined;
  if (!isScalar(value) || !isRecord(known)) return [];
  return scalar(`${name}.${field}`, value, known[field], text);
}

interface YamlText {
  readonly yaml: string;
  /** Where it begins in the page. */
  readonly start: number;
}

type ScalarNode = Pick<Scalar, "value" | "range" | "anchor" | "tag">;

/** The line ending behind a block scalar counts as its own to YAML; it is the page's. */
function scalar(
  key: string,
  { value, range, anchor, tag }: ScalarNode,
  known: unknown,
  { yaml, start: offset }: YamlText,
): FrontMatterValue[] {
  if (!range || typeof value !== "string" || value !== known || anchor || tag) return [];
  const [start] = range;
  const { length } = yaml.slice(start, range[1]).trimEnd();
  return [{ key, value, range: { start: offset + start, end: offset + start + length } }];
}
