import { isMap, isScalar, parseDocument } from "yaml";
import { frontMatterBounds } from "../document/read-front-matter.ts";
import { yamlExcess } from "../foreign/yaml-excess.ts";
import type { Edit } from "./edits.ts";

/** A field that the localized page's front matter has besides those of the source. */
export interface AddedField {
  readonly name: string;
  readonly value: string;
}

/** As the last line of the front matter; a page without any gets some. `undefined` where that could be misread. */
export function addField(text: string, field: AddedField): Edit | undefined {
  const line = `${field.name}: ${JSON.stringify(field.value)}`;
  const added = /^\ufeff?---(?!-)/.test(text)
    ? addToBlock(text, { ...field, line })
    : newBlock(text, line);
  return added && { kind: "front-matter", ...added, adds: { [field.name]: field.value } };
}

type Addition = Pick<Edit, "range" | "text">;

function newBlock(text: string, line: string): Addition {
  const newline = /\r?\n/.exec(text)?.[0] ?? "\n";
  return {
    range: { start: 0, end: 0 },
    text: ["---", line, "---", "", ""].join(newline),
  };
}

interface Line extends AddedField {
  readonly line: string;
}

/** Only where everybody who reads the page sees the same block, and the line becomes a key of it. */
function addToBlock(text: string, field: Line): Addition | undefined {
  const [opening = "", newline = ""] = /^---[ \t]*(\r?\n)/.exec(text) ?? [];
  const closing = text.indexOf("\n---", opening.length - 1);
  const at = closing + 1;
  if (opening === "" || closing === -1 || !closes(text, at)) return undefined;
  return takesLine(text.slice(opening.length, at), field)
    ? { range: { start: at, end: at }, text: field.line + newline }
    : undefined;
}

function closes(text: string, at: number): boolean {
  const fence = /---[ \t]*(?:\r?\n|$)/y;
  fence.lastIndex = at;
  return fence.test(text);
}

/** Not so where the key is there already, behind a mapping in braces, an indented one, or the end of a YAML document. */
function takesLine(yaml: string, { name, line }: Line): boolean {
  // A line ending to Docusaurus' parsers, but not to all of YAML's.
  if (/\r(?!\n)/.test(yaml) || yamlExcess(yaml, frontMatterBounds) !== undefined) return false;
  const { contents, errors } = parseDocument(yaml + line, { logLevel: "silent" });
  const last = isMap(contents) ? contents.items.at(-1)?.key : undefined;
  return errors.length === 0 && isScalar(last) && last.value === name;
}
