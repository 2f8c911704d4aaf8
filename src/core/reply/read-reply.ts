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
  wanted: Iterable<number>,
): Map<number, ReplyLine> {
  const numbers = [...wanted];
  if (result.kind === "failed") return new Map(numbers.map((number) => [number, failure(result)]));
  if (result.finishReason === "content_filter") {
    return new Map(
      numbers.map((number) => [number, { kind: "refused", detail: "content_filter" }]),
    );
  }
  const { content, unfinished } = unwrap(result.content);
  const cut = result.finishReason === "length" || unfinished;
  const found = sortLines(content, cut);
  const missing: ReplyLine = { kind: cut ? "cut-off" : "line-missing", detail: "" };
  return new Map(numbers.map((number) => [number, found.get(number) ?? missing]));
}

function failure({ reason, message }: AnswerFailure): ReplyLine {
  return { kind: reason === "refused" ? "refused" : "request-failed", detail: message };
}

function sortLines(content: string, cut: boolean): Map<number, ReplyLine> {
  const found = new Map<number, ReplyLine>();
  let current: number | undefined;
  for (const line of content.split(/\r?\n/)) {
    const [, mark, text] = /^\s*(\d{1,5})(?:[.):]|\\\.)?[ \t]+(.*)$/s.exec(line) ?? [];
    if (mark !== undefined && text !== undefined) {
      current = Number(mark);
      add(found, current, text);
    } else if (current !== undefined && !isFiller(line))
      found.set(current, { kind: "line-merged", detail: line.slice(0, 80) });
  }
  // The last line of a cut reply may be half a sentence.
  if (cut && current !== undefined) found.set(current, { kind: "cut-off", detail: "" });
  return found;
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
