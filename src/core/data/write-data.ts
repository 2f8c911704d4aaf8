import type { WrittenData } from "../document/document.ts";
import { readYaml } from "../foreign/read-yaml.ts";
import { isRecord } from "../foreign/record.ts";
import type { Range } from "../model.ts";
import { keepsInitial } from "../render/keeps-initial.ts";
import type { Translations } from "../render/render.ts";
import { plainString } from "../words/plain-words.ts";
import { dataBounds } from "./data-bounds.ts";

/** A file of data as it was read. */
export interface DataParts {
  readonly text: string;
  readonly value: unknown;
  readonly texts: readonly DataText[];
}

/** A text in it, and where it stands: in the bytes, and in the value. */
export interface DataText {
  readonly range: Range;
  readonly entry: string;
  readonly field: string;
  readonly source: string;
}

/** The file with new texts in it; all else keeps its bytes: order, comments, quoting. */
export function writeData(parts: DataParts, translations: Translations): WrittenData {
  const all = [...translations].map(([index, words]) => changeOf(parts, index, plainString(words)));
  const changes = all.filter(isSound);
  const odd = all
    .filter((change) => !isSound(change))
    .map(({ index }) => ({ index, reason: "no tag may begin with this character" }));
  const text = splice(parts.text, changes);
  if (readsAs(text, parts.value, changes)) return { text, rejected: odd };
  const good = changes.filter((change) =>
    readsAs(splice(parts.text, [change]), parts.value, [change]),
  );
  const left = good.length < changes.length ? good : [];
  return {
    text: splice(parts.text, left),
    rejected: [
      ...odd,
      ...changes
        .filter((change) => !left.includes(change))
        .map(({ index }) => ({ index, reason: "the file would be read differently" })),
    ],
  };
}

function isSound({ field, source, value }: Change): boolean {
  return field !== "label" || keepsInitial(value, source);
}

interface Change extends DataText {
  readonly index: number;
  readonly value: string;
}

function changeOf({ texts }: DataParts, index: number, value: string): Change {
  const text = texts[index];
  if (text === undefined) throw new Error(`There is no text ${index}.`);
  return { ...text, index, value };
}

/** Double-quoted: the one form that YAML and JSON read alike. */
function splice(text: string, changes: readonly Change[]): string {
  let [result, from] = ["", 0];
  for (const { range, value } of changes.toSorted((a, b) => a.range.start - b.range.start)) {
    result += text.slice(from, range.start) + JSON.stringify(value);
    from = range.end;
  }
  return result + text.slice(from);
}

function readsAs(text: string, value: unknown, changes: readonly Change[]): boolean {
  const read = readYaml(text, dataBounds);
  return "value" in read && JSON.stringify(read.value) === JSON.stringify(changed(value, changes));
}

function changed(value: unknown, changes: readonly Change[]): unknown {
  return mapFields(value, (entry, name) =>
    mapFields(entry, (old, field) => {
      const change = changes.find((one) => one.entry === name && one.field === field);
      return change === undefined ? old : change.value;
    }),
  );
}

function mapFields(value: unknown, change: (value: unknown, name: string) => unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one, name)]));
}
