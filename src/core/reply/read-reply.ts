import type { AnswerFailure, AnswerText } from "../model.ts";
import type { ProblemKind } from "../problems.ts";
import { unwrap } from "./unwrap.ts";

/** One line of a Reply: a text to be checked, or why there is none. */
export type ReplyLine =
  | { readonly text: string }
  | { readonly kind: ProblemKind; readonly detail: string };

/** Sorts a Reply into the lines that were asked for. Whatever else the model says is not heard. */
export function readReply(
  result: AnswerText | AnswerFailure,
  wanted: ReadonlyMap<number, string>,
): Map<number, ReplyLine> {
  const numbers = [...wanted.keys()];
  if (result.kind === "failed") return new Map(numbers.map((number) => [number, failure(result)]));
  if (result.finishReason === "content_filter") {
    return new Map(
      numbers.map((number) => [number, { kind: "refused", detail: "content_filter" }]),
    );
  }
  if (result.content.length > mostOf(wanted)) {
    const detail = `${result.content.length} characters`;
    return new Map(numbers.map((number) => [number, { kind: "too-long", detail }]));
  }
  const { content, unfinished } = unwrap(result.content);
  const cut = result.finishReason === "length" || unfinished;
  const found = sortLines(content, cut, wanted);
  const missing: ReplyLine = { kind: cut ? "cut-off" : "line-missing", detail: "" };
  return new Map(numbers.map((number) => [number, found.get(number) ?? missing]));
}

/** No honest reply comes near this, reasoning included; reading more would only cost time. */
function mostOf(wanted: ReadonlyMap<number, string>): number {
  let length = 0;
  for (const text of wanted.values()) length += text.length;
  return 100_000 + 20 * length;
}

function failure({ reason, message }: AnswerFailure): ReplyLine {
  return { kind: reason === "refused" ? "refused" : "request-failed", detail: message };
}

function sortLines(
  content: string,
  cut: boolean,
  wanted: ReadonlyMap<number, string>,
): Map<number, ReplyLine> {
  const sorted: Sorted = { found: new Map(), before: new Map(), current: undefined };
  for (const line of content.split(/\r?\n/)) hear(line, sorted, wanted);
  const { found, before, current } = sorted;
  for (const number of brokenBefore(found, before)) found.set(number, merged(""));
  // The last line of a cut reply may be half a sentence.
  if (cut && current !== undefined) found.set(current, { kind: "cut-off", detail: "" });
  return found;
}

interface Sorted {
  readonly found: Map<number, ReplyLine>;
  /** The lines that stood before each number. */
  readonly before: Map<number, (number | undefined)[]>;
  /** The line that is being read, if any. */
  current: number | undefined;
}

/** A model that counts on has invented a line; any other number that nobody asked for is a piece of a broken one. */
function hear(line: string, sorted: Sorted, wanted: ReadonlyMap<number, string>): void {
  const { found, before, current } = sorted;
  const [, mark, text] = /^\s*(\d{1,5})(?:[.):]|\\\.)?[ \t]+(.*)$/s.exec(line) ?? [];
  const number = Number(mark);
  if (text !== undefined && wanted.has(number)) {
    add(found, number, text);
    before.set(number, [...(before.get(number) ?? []), current]);
    sorted.current = number;
  } else if (text !== undefined && number === (current ?? 0) + 1) sorted.current = undefined;
  else if (current !== undefined && !isFiller(line)) found.set(current, merged(line));
}

function merged(line: string): ReplyLine {
  return { kind: "line-merged", detail: line.slice(0, 80) };
}

/** Where two lines claim a number, one out of order may be the rest of the line above it: "Wait", then "5 minutes". */
function brokenBefore(
  found: ReadonlyMap<number, ReplyLine>,
  before: ReadonlyMap<number, readonly (number | undefined)[]>,
): number[] {
  return [...found].flatMap(([number, line]) => {
    const isDoubled = "kind" in line && line.kind === "line-doubled";
    const above = isDoubled ? (before.get(number) ?? []) : [];
    return above.flatMap((other) =>
      other === undefined || other === number || other === number - 1 ? [] : [other],
    );
  });
}

function add(found: Map<number, ReplyLine>, number: number, text: string): void {
  const before = found.get(number);
  const again = before !== undefined && !("text" in before && before.text === text);
  found.set(number, again ? { kind: "line-doubled", detail: text.slice(0, 80) } : { text });
}

/** Blank lines, the fence that some models put around everything, and the Request's own comments. */
function isFiller(line: string): boolean {
  return /^\s*(?:`{3,}\w*)?\s*$|^# /.test(line);
}
