import type { AnswerFailure, AnswerText } from "../model.ts";
import type { ReplyProblemKind } from "../problems.ts";
import { holdsBoth, isWhole } from "./extent.ts";
import { type MarkedLine, readMark } from "./read-mark.ts";
import type { RepairName } from "./repairs.ts";
import { unwrap } from "./unwrap.ts";

/** What was heard of a Reply. */
export interface HeardReply {
  /** For each line that was asked for. */
  readonly lines: ReadonlyMap<number, ReplyLine>;
  /** What had to be undone to hear it. */
  readonly repairs: readonly RepairName[];
}

/** One line of a Reply: a text to be checked, or why there is none. */
export type ReplyLine =
  | { readonly text: string }
  | { readonly kind: ReplyProblemKind; readonly detail: string };

/** Sorts a Reply into the lines that were asked for. Whatever else the model says is not heard. */
export function readReply(
  result: AnswerText | AnswerFailure,
  wanted: ReadonlyMap<number, string>,
): HeardReply {
  const each = (line: ReplyLine): HeardReply => ({
    lines: new Map([...wanted.keys()].map((number) => [number, line])),
    repairs: [],
  });
  if (result.kind === "failed") return each(failure(result));
  if (result.finishReason === "content_filter")
    return each({ kind: "refused", detail: "content_filter" });
  if (result.content.length > mostOf(wanted))
    return each({ kind: "too-long", detail: `${result.content.length} characters` });
  const { content, unfinished, repairs } = unwrap(result.content, [...wanted.values()]);
  const cut = result.finishReason === "length" || unfinished;
  if (content.trim() === "") return each({ kind: cut ? "cut-off" : "empty", detail: "" });
  const heard = hearAll(content, cut, wanted);
  return { lines: heard.lines, repairs: [...repairs, ...heard.repairs] };
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

function hearAll(content: string, cut: boolean, wanted: ReadonlyMap<number, string>): HeardReply {
  const hearing: Hearing = {
    wanted,
    mayDress: ![...wanted.values()].some((text) => readMark(text) !== undefined),
    found: new Map(),
    above: new Map(),
    repairs: new Set(),
    style: undefined,
    startsAtZero: false,
    current: undefined,
    isParted: false,
    behind: [],
  };
  for (const line of content.split(/\r\n?|\n/)) hear(line, hearing);
  const { found, current } = hearing;
  endLine(hearing, true);
  // What stands before nothing is no preamble.
  if (found.size === 0) hearing.repairs.delete("preamble");
  for (const number of brokenAbove(hearing)) found.set(number, merged(""));
  if (!cut) for (const number of joined(hearing)) found.set(number, merged(""));
  // The last line of a cut reply may be half a sentence.
  if (cut && current !== undefined) found.set(current, { kind: "cut-off", detail: "" });
  const missing: ReplyLine = { kind: cut ? "cut-off" : "line-missing", detail: "" };
  const lines = new Map(
    [...wanted.keys()].map((number) => [
      number,
      (hearing.startsAtZero ? undefined : found.get(number)) ?? missing,
    ]),
  );
  return { lines, repairs: [...hearing.repairs] };
}

/** How a Reply writes its numbers: as asked for, in some dress, or on lines of their own. */
type Style = "plain" | "dressed" | "bare";

interface Hearing {
  readonly wanted: ReadonlyMap<number, string>;
  /** Where a text begins with a number itself, only a plain one is a mark. */
  readonly mayDress: boolean;
  readonly found: Map<number, ReplyLine>;
  /** The lines that stood above each number. */
  readonly above: Map<number, (number | undefined)[]>;
  readonly repairs: Set<RepairName>;
  /** Of the first mark; what looks different later is no mark. */
  style: Style | undefined;
  /** Whoever counts from 0 has given every line a wrong number. */
  startsAtZero: boolean;
  /** The line that is being read, if any. */
  current: number | undefined;
  /** A blank line has been read since. */
  isParted: boolean;
  /** What stands behind that blank line. */
  behind: string[];
}

function hear(line: string, hearing: Hearing): void {
  const marked = markIn(line, hearing);
  if (marked?.number === 0 && hearing.found.size === 0) hearing.startsAtZero = true;
  if (marked !== undefined && hearing.wanted.has(marked.number)) begin(marked, hearing);
  else if (marked?.number === (hearing.current ?? 0) + 1) passOver(line, hearing);
  else hearUnmarked(line, hearing);
}

/** A model that counts on has invented a line; any other number is a piece of a broken one. */
function passOver(line: string, hearing: Hearing): void {
  const { current, found, repairs } = hearing;
  if (current === undefined || isComplete(current, hearing)) repairs.add("line-invented");
  else found.set(current, merged(line));
  endLine(hearing, false);
}

function hearUnmarked(line: string, hearing: Hearing): void {
  const { found, repairs, current, style } = hearing;
  if (isFiller(line)) hearing.isParted ||= line.trim() === "";
  else if (current === undefined) repairs.add(found.size === 0 ? "preamble" : "line-invented");
  else if (style === "bare" && isBare(found.get(current))) {
    found.set(current, { text: line });
    repairs.add("line-mark");
  } else if (hearing.isParted) hearing.behind.push(line);
  else found.set(current, merged(line));
}

function markIn(line: string, { wanted, style, mayDress }: Hearing): MarkedLine | undefined {
  const marked = readMark(line, (number) => wanted.get(number));
  if (marked === undefined || (!marked.isPlain && !mayDress)) return undefined;
  const isAlike = style === undefined || marked.isPlain === (style !== "dressed");
  return isAlike ? marked : undefined;
}

function styleOf({ text, isPlain }: MarkedLine): Style {
  if (text === "") return "bare";
  return isPlain ? "plain" : "dressed";
}

function begin(marked: MarkedLine, hearing: Hearing): void {
  const { number, text, isPlain } = marked;
  const { found, above, repairs, current } = hearing;
  hearing.style ??= styleOf(marked);
  if (!isPlain) repairs.add("line-mark");
  if (current !== undefined && number < current) repairs.add("line-order");
  const others = above.get(number);
  if (others === undefined) above.set(number, [current]);
  else others.push(current);
  endLine(hearing, false);
  const before = found.get(number);
  if (before === undefined) found.set(number, { text });
  else if ("text" in before && before.text === text) repairs.add("line-repeated");
  else found.set(number, { kind: "line-doubled", detail: text.slice(0, 80) });
  hearing.current = number;
}

/** What stands behind a line and a blank one is a postscript where nothing follows, else a piece of the line. */
function endLine(hearing: Hearing, isLast: boolean): void {
  const { current, behind, found, repairs } = hearing;
  const [first] = behind;
  if (current !== undefined && first !== undefined) {
    if (isLast && isComplete(current, hearing)) repairs.add("postscript");
    else found.set(current, merged(first));
  }
  hearing.current = undefined;
  hearing.isParted = false;
  hearing.behind = [];
}

/** Whether a line may end where something else begins. */
function isComplete(number: number, { found, wanted }: Hearing): boolean {
  const line = found.get(number);
  return line !== undefined && "text" in line && isWhole(line.text, wanted.get(number) ?? "");
}

function merged(line: string): ReplyLine {
  return { kind: "line-merged", detail: line.slice(0, 80) };
}

/** Where two lines claim a number, one out of order may be the rest of the line above it: "Wait", then "5 minutes". */
function brokenAbove({ found, above }: Hearing): number[] {
  return [...found].flatMap(([number, line]) => {
    const isDoubled = "kind" in line && line.kind === "line-doubled";
    const lines = isDoubled ? (above.get(number) ?? []) : [];
    return lines.flatMap((other) =>
      other === undefined || other === number || other === number - 1 ? [] : [other],
    );
  });
}

/** Lines that seem to have taken in a neighbour, and the neighbour, which is then missing. */
function joined({ found, wanted }: Hearing): number[] {
  return [...found].flatMap(([number, line]) => {
    const source = wanted.get(number);
    const neighbour = [number - 1, number + 1].find((other) => {
      const text = found.has(other) ? undefined : wanted.get(other);
      if (source === undefined || text === undefined || "kind" in line) return false;
      return holdsBoth(line.text, source, text);
    });
    return neighbour === undefined ? [] : [number, neighbour];
  });
}

/** A number that stood alone: its text is on the next line. */
function isBare(line: ReplyLine | undefined): boolean {
  return line !== undefined && "text" in line && line.text === "";
}

/** Blank lines, the fence that some models put around everything, and the Request's own comments. */
function isFiller(line: string): boolean {
  const text = line.trim();
  return text === "" || /^`{3,}\w*$/.test(text) || line.startsWith("# ");
}
