import { isMap, isScalar, parseDocument, type Scalar } from "yaml";
import type { DataDocument, Section } from "../document/document.ts";
import { lineAt } from "../document/line-at.ts";
import type { RefusedPage } from "../document/refusal.ts";
import { readYaml } from "../foreign/read-yaml.ts";
import type { DataSource } from "../model.ts";
import { classOf, sectionKey, segmentKey } from "../segment/keys.ts";
import { isTranslatable } from "../segment/rules.ts";
import type { RawSegment, Segment } from "../segment/segment.ts";
import { writeWords } from "../words/notation.ts";
import { plainWords } from "../words/plain-words.ts";
import { dataBounds } from "./data-bounds.ts";
import { type DataText, writeData } from "./write-data.ts";

/**
 * A file of authors or tags, in YAML or JSON, taken apart: each author or tag is a Section. Names, addresses, images and
 * permalinks are nobody's to translate; a tag's key stays, so that its URL does.
 */
export function readData(text: string, holds: DataSource["holds"]): DataDocument | RefusedPage {
  const read = readYaml(text, dataBounds);
  if ("reason" in read) return { line: lineOfFault(text), reason: read.reason };
  const texts: DataText[] = [];
  const segments: Segment[] = [];
  const sections: Section[] = [];
  for (const entry of entriesOf(text, holds)) {
    const from = segments.length;
    for (const found of entry) {
      const raw = rawSegment(found);
      if (!isTranslatable(raw)) continue;
      texts.push(found);
      segments.push(segmentOf(raw));
    }
    const own = segments.slice(from);
    if (own.length > 0) sections.push({ key: sectionKey(own), from, to: segments.length });
  }
  const parts = { text, value: read.value, texts };
  return {
    format: "data",
    text,
    segments,
    sections,
    write: (translations) => writeData(parts, translations),
  };
}

/** What readers see of an author or a tag. */
const textFields: Readonly<Record<DataSource["holds"], readonly string[]>> = {
  authors: ["title", "description"],
  tags: ["label", "description"],
};

/** The words of each author or tag, with the range of the whole value, quotes included. */
function entriesOf(text: string, holds: DataSource["holds"]): DataText[][] {
  const { contents } = parseDocument(text, { schema: "core", logLevel: "silent" });
  if (!isMap(contents)) return [];
  return contents.items.map(({ key: name, value: entry }) => {
    if (!isScalar(name) || !isMap(entry)) return [];
    return entry.items.flatMap(({ key, value }) => {
      const field = isScalar(key) ? String(key.value) : "";
      if (!textFields[holds].includes(field) || !isScalar(value)) return [];
      const found = stringIn(value, text);
      return found === undefined ? [] : [{ ...found, entry: String(name.value), field }];
    });
  });
}

/** The line ending behind a block scalar counts as its own to YAML; it is the file's. */
function stringIn({ value, range }: Pick<Scalar, "value" | "range">, text: string) {
  if (!range || typeof value !== "string") return undefined;
  const [start, contentEnd] = range;
  const end = start + text.slice(start, contentEnd).trimEnd().length;
  return { source: value, range: { start, end } };
}

function rawSegment({ source, range }: DataText): RawSegment {
  return {
    kind: "data",
    range,
    words: plainWords(source.replace(/\s+/g, " ").trim()),
    atoms: { tags: new Map(), codes: [] },
    style: { type: "yaml" },
    inCell: false,
  };
}

function segmentOf(raw: RawSegment): Segment {
  const text = writeWords(raw.words);
  const wordClass = classOf[raw.kind];
  return { ...raw, text, class: wordClass, key: segmentKey(wordClass, text) };
}

function lineOfFault(text: string): number {
  const [error] = parseDocument(text, { logLevel: "silent" }).errors;
  return error === undefined ? 1 : lineAt(text, error.pos[0]);
}
