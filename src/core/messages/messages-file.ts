import { lineAt } from "../document/line-at.ts";
import type { Bounds } from "../foreign/bounds.ts";
import { readJson } from "../foreign/read-json.ts";
import { isRecord } from "../foreign/record.ts";
import { jsonFault } from "./json-fault.ts";

/** A file of messages as a locale has it. */
export interface MessagesFile {
  /** As written. */
  readonly text: string;
  /** By id, in the order of the file. */
  readonly entries: ReadonlyMap<string, MessageEntry>;
}

export interface MessageEntry {
  readonly message: string;
  readonly description?: string;
}

/** Why a file cannot be read, completing "… cannot be read: ". */
export interface MessagesFault {
  readonly line: number;
  readonly reason: string;
}

/** As strict as Docusaurus, which refuses to build a site with any other file. */
export function readMessagesFile(text: string): MessagesFile | MessagesFault {
  const json = text.startsWith(mark) ? text.slice(mark.length) : text;
  const read = readJson(json, bounds);
  if ("reason" in read) return { line: lineAt(json, faultIn(json)), reason: read.reason };
  if (!isRecord(read.value)) return { line: 1, reason: "it is no object" };
  const entries = new Map<string, MessageEntry>();
  for (const [id, value] of Object.entries(read.value)) {
    const entry = entryOf(value);
    if (typeof entry === "string")
      return { line: lineOf(id, json), reason: `${entry}: ${JSON.stringify(id)}` };
    entries.set(id, entry);
  }
  return { text, entries };
}

/**
 * The text of a file with these entries, as `docusaurus write-translations` writes it; how the file was written before
 * is kept.
 */
export function messagesText(
  entries: ReadonlyMap<string, MessageEntry>,
  before: string = "\n",
): string {
  const json = JSON.stringify(Object.fromEntries(entries), null, indentOf(before));
  const ending = /[\r\n]$/.test(before) || before.trim() === "" ? `${json}\n` : json;
  const text = before.includes("\r\n") ? ending.replaceAll("\n", "\r\n") : ending;
  return before.startsWith(mark) ? mark + text : text;
}

const mark = "\ufeff";

/** A large site has some thousand messages. */
const bounds: Bounds = { length: 16 * 1024 * 1024, depth: 3, nodes: 300_000 };

function entryOf(value: unknown): MessageEntry | string {
  if (!isRecord(value)) return "an entry is no object";
  const { message, description, ...rest } = value;
  if (typeof message !== "string") return "an entry has no message that is text";
  if (Object.keys(rest).length > 0) return "an entry has more than a message and a description";
  if (description === undefined) return { message };
  return typeof description === "string"
    ? { message, description }
    : "an entry has a description that is no text";
}

function faultIn(json: string): number {
  return json.length > bounds.length ? 0 : (jsonFault(json) ?? 0);
}

/** The first place with that text: exact enough to find it. */
function lineOf(id: string, json: string): number {
  return lineAt(json, Math.max(0, json.indexOf(JSON.stringify(id))));
}

function indentOf(before: string): string {
  return /^\ufeff?\{\r?\n([ \t]{1,8})"/.exec(before)?.[1] ?? "  ";
}
