import type { Word, Words } from "./words.ts";

/**
 * Words as one line of text: `Run <1>the installer</1> with `npm ci`, then <2/>.` Memory, phrasebooks and prompts all
 * use it. A backslash makes a following `<`, backtick or backslash literal; it is written only where the text would
 * otherwise read as a tag or as code, because models handle rare escapes badly. See decision 0002.
 */
export function writeWords(words: Words): string {
  return words.map(writeWord).join("");
}

function writeWord(word: Word): string {
  switch (word.type) {
    case "text":
      return escapeText(word.value);
    case "code":
      return writeCode(word.value);
    case "pair":
      return `<${word.id}>${writeWords(word.children)}</${word.id}>`;
    case "single":
      return `<${word.id}/>`;
  }
}

function escapeText(text: string): string {
  return text.replace(/\\(?=[\\<`])|\\$|`|<(?=\/?\d{1,4}\/?>)/g, "\\$&");
}

function writeCode(value: string): string {
  const longest = Math.max(0, ...[...value.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$|^ .*[^ ].* $/s.test(value) ? " " : "";
  return fence + pad + value + pad + fence;
}

/** Why a line is not in the notation. */
export type NotationMistake = "tag-nesting" | "tag-doubled";

export type NotationResult =
  | { readonly words: Words }
  | { readonly mistake: NotationMistake; readonly tag: number };

/** The inverse of `writeWords`; text that only looks odd is text, so the sole mistakes are those of nesting. */
export function readWords(line: string): NotationResult {
  const reading: Reading = { seen: new Set(), open: [], words: [] };
  for (const token of tokens(line)) {
    const mistake = take(token, reading);
    if (mistake !== undefined) return mistake;
  }
  const unclosed = reading.open.at(-1);
  return unclosed === undefined
    ? { words: reading.words }
    : { mistake: "tag-nesting", tag: unclosed.id };
}

interface Reading {
  readonly seen: Set<number>;
  /** Tags not yet closed, each with the words in front of it. */
  readonly open: { readonly id: number; readonly before: Word[] }[];
  words: Word[];
}

type Mistake = Extract<NotationResult, { mistake: NotationMistake }>;

function take(token: Token, reading: Reading): Mistake | undefined {
  if (token.type === "text" || token.type === "code") {
    append(reading.words, token);
    return undefined;
  }
  if (token.type === "close") return close(token.id, reading);
  if (reading.seen.has(token.id)) return { mistake: "tag-doubled", tag: token.id };
  reading.seen.add(token.id);
  if (token.type === "single") append(reading.words, { type: "single", id: token.id });
  else if (reading.open.length >= deepest) return { mistake: "tag-nesting", tag: token.id };
  else {
    reading.open.push({ id: token.id, before: reading.words });
    reading.words = [];
  }
  return undefined;
}

/** No honest text comes near it, and whatever walks the words must be able to turn back. */
const deepest = 100;

function close(id: number, reading: Reading): Mistake | undefined {
  const tag = reading.open.pop();
  if (tag?.id !== id) return { mistake: "tag-nesting", tag: id };
  reading.words = [...tag.before, { type: "pair", id, children: reading.words }];
  return undefined;
}

type Token =
  | Exclude<Word, { type: "pair" }>
  | { readonly type: "open" | "close"; readonly id: number };

const tokenPattern = /\\([\\<`])|(`+)|<(\/?)(\d{1,4})(\/?)>/g;

function* tokens(line: string): Generator<Token> {
  let from = 0;
  for (let match = next(line, from); match; match = next(line, from)) {
    if (match.index > from) yield text(line.slice(from, match.index));
    const { token, end } = tokenAt(line, match);
    yield token;
    from = end;
  }
  if (from < line.length) yield text(line.slice(from));
}

function next(line: string, from: number): RegExpExecArray | null {
  tokenPattern.lastIndex = from;
  return tokenPattern.exec(line);
}

function tokenAt(line: string, match: RegExpExecArray): { token: Token; end: number } {
  const [whole, escaped, ticks, slash, id, selfClosing] = match;
  const end = match.index + whole.length;
  if (escaped !== undefined) return { token: text(escaped), end };
  if (ticks !== undefined) return codeAt(line, ticks, end);
  if (slash && selfClosing) return { token: text(whole), end };
  return { token: { type: tagType(slash, selfClosing), id: Number(id) }, end };
}

function tagType(slash = "", selfClosing = ""): "open" | "close" | "single" {
  if (slash) return "close";
  return selfClosing ? "single" : "open";
}

/** As in CommonMark: code ends at the next run of as many backticks; without one, the backticks are text. */
function codeAt(line: string, ticks: string, start: number): { token: Token; end: number } {
  for (const run of line.slice(start).matchAll(/`+/g)) {
    if (run[0].length !== ticks.length) continue;
    const raw = line.slice(start, start + run.index);
    const value = /^ .*[^ ].* $/s.test(raw) ? raw.slice(1, -1) : raw;
    return { token: { type: "code", value }, end: start + run.index + ticks.length };
  }
  return { token: text(ticks), end: start };
}

function text(value: string): Token {
  return { type: "text", value };
}

function append(words: Word[], word: Word): void {
  const last = words.at(-1);
  if (word.type === "text" && last?.type === "text") {
    words[words.length - 1] = { type: "text", value: last.value + word.value };
  } else words.push(word);
}
