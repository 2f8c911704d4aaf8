import { eachWord, type Word, type Words } from "../words/words.ts";
import { isBare, type Piece, piecesOf } from "./pieces.ts";

/** A message taken apart: its words, and what is kept of it. */
export interface MessageText {
  readonly words: Words;
  readonly kept: KeptText;
}

/** What of a message is no words. */
export interface KeptText {
  /** White space at both ends: messages are joined to others. */
  readonly before: string;
  readonly after: string;
  /** What each tag stands for. */
  readonly tags: ReadonlyMap<number, KeptTag>;
}

export interface KeptTag {
  readonly open: string;
  /** Of a pair. */
  readonly close?: string;
}

/**
 * A message as Words. Placeholders and character references are code, for grammar depends on them; HTML, which the
 * footer's copyright may hold, and line breaks are tags.
 */
export function readMessage(message: string): MessageText {
  const inner = message.trim();
  const start = message.indexOf(inner);
  const [before, after] = [message.slice(0, start), message.slice(start + inner.length)];
  const read = wordsOf(pairUp(piecesOf(inner)));
  return read.tags.size > mostTags
    ? { words: [{ type: "single", id: 1 }], kept: { before, after, tags: only(inner) } }
    : { words: read.words, kept: { before, after, tags: read.tags } };
}

/** The inverse of `readMessage`. */
export function writeMessage(words: Words, { before, after, tags }: KeptText): string {
  return before + textOf(words, tags) + after;
}

/** Nothing but code and words: no markup, no line breaks. */
export function isOneLine(words: Words): boolean {
  for (const { type } of eachWord(words)) if (type === "pair" || type === "single") return false;
  return true;
}

/** More than that is no message, and the notation has names for a few thousand only. */
const mostTags = 500;
const deepest = 50;

function only(open: string): ReadonlyMap<number, KeptTag> {
  return new Map([[1, { open }]]);
}

function textOf(words: Words, tags: KeptText["tags"]): string {
  return words.map((word) => wordText(word, tags)).join("");
}

function wordText(word: Word, tags: KeptText["tags"]): string {
  if (word.type === "text") return word.value;
  if (word.type === "code") return isBare(word.value) ? word.value : `\`${word.value}\``;
  const { open = "", close = "" } = tags.get(word.id) ?? {};
  return word.type === "pair" ? open + textOf(word.children, tags) + close : open;
}

/** A piece, and whether its tag has found the other half. */
interface Half {
  readonly piece: Piece;
  isPaired: boolean;
}

/** A closing tag belongs to the last open one of its name; what was opened in between is never closed. */
function pairUp(pieces: readonly Piece[]): readonly Half[] {
  const halves = pieces.map((piece): Half => ({ piece, isPaired: false }));
  const open: Half[] = [];
  for (const half of halves) {
    const { type, name } = half.piece;
    if (type === "open" && open.length < deepest) open.push(half);
    if (type !== "close") continue;
    const other = open.findLast(({ piece }) => piece.name === name);
    if (other === undefined) continue;
    open.length = open.indexOf(other);
    other.isPaired = true;
    half.isPaired = true;
  }
  return halves;
}

interface Reading {
  readonly tags: Map<number, { open: string; close?: string }>;
  readonly outer: { readonly id: number; readonly before: Word[] }[];
  words: Word[];
}

function wordsOf(halves: readonly Half[]): { words: Words; tags: KeptText["tags"] } {
  const reading: Reading = { tags: new Map(), outer: [], words: [] };
  for (const half of halves) take(half, reading);
  return { words: reading.words, tags: reading.tags };
}

function take({ piece: { type, value }, isPaired }: Half, reading: Reading): void {
  if (type === "text") reading.words.push({ type, value });
  else if (type === "code")
    reading.words.push({ type, value: isBare(value) ? value : value.slice(1, -1) });
  else if (!isPaired) takeSingle(value, reading);
  else if (type === "open") {
    const id = reading.tags.size + 1;
    reading.tags.set(id, { open: value });
    reading.outer.push({ id, before: reading.words });
    reading.words = [];
  } else close(value, reading);
}

/** What stands together is one tag: less to keep in order. */
function takeSingle(value: string, { words, tags }: Reading): void {
  const last = words.at(-1);
  const before = last?.type === "single" ? tags.get(last.id) : undefined;
  if (before !== undefined) {
    before.open += value;
    return;
  }
  const id = tags.size + 1;
  tags.set(id, { open: value });
  words.push({ type: "single", id });
}

function close(value: string, reading: Reading): void {
  const pair = reading.outer.pop();
  if (pair === undefined) return;
  const tag = reading.tags.get(pair.id);
  if (tag !== undefined) tag.close = value;
  reading.words = [...pair.before, { type: "pair", id: pair.id, children: reading.words }];
}
