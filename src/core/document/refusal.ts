import { lineAt } from "./line-at.ts";

/** Why Docusaurus refuses a page. */
export interface RefusedPage {
  /** In the source, from 1. */
  readonly line: number;
  /** The parser's own words, one line. */
  readonly reason: string;
}

/** The page that the parser was reading, where it came that far. */
export interface Reading {
  readonly text: string;
  readonly parsed: string;
  readonly at: (parsedOffset: number) => number;
}

/** What a parser threw; foreign, so that every field may be missing. */
export function refusal(error: unknown, reading?: Reading): RefusedPage {
  const reason = reasonOf(error);
  return { line: lineOf(error, reason, reading), reason };
}

function reasonOf(error: unknown): string {
  const reason = field(error, "reason") ?? field(error, "message") ?? error;
  return String(reason).replace(/\s+/g, " ");
}

function lineOf(error: unknown, reason: string, reading: Reading | undefined): number {
  if (reading === undefined) return yamlLine(error);
  const { text, parsed, at } = reading;
  return lineAt(text, at(offsetOf(error) ?? namedOffset(reason, parsed) ?? 0));
}

/** YAML counts from 0, from the end of the line with the `---`. */
function yamlLine(error: unknown): number {
  const line = field(field(error, "mark"), "line");
  return typeof line === "number" ? line + 1 : 1;
}

function offsetOf(error: unknown): number | undefined {
  const place = field(error, "place");
  const offset = field(field(place, "start") ?? place, "offset");
  return typeof offset === "number" ? offset : undefined;
}

/** An element that is open at the end of the page has no place in the error, but in its words: `(3:1-3:6)`. */
function namedOffset(reason: string, parsed: string): number | undefined {
  const line = /\((\d+):\d+-\d+:\d+\)/.exec(reason)?.[1];
  if (line === undefined) return undefined;
  const before = parsed.split("\n").slice(0, Number(line) - 1);
  return before.reduce((length, each) => length + each.length + 1, 0);
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !(name in value)) return undefined;
  return Reflect.get(value, name);
}
