import { westernDigits } from "./digits.ts";

/** A line of a Reply that begins with a number. */
export interface MarkedLine {
  readonly number: number;
  /** What is behind the number; empty where it stands alone. */
  readonly text: string;
  /** The number stands as it was asked for. */
  readonly isPlain: boolean;
}

/** The number that a line begins with, in whatever dress. `source` tells what a text itself begins with. */
export function readMark(
  written: string,
  source: (number: number) => string | undefined = () => undefined,
): MarkedLine | undefined {
  const line = written.replace(/^[\s\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/, "");
  const plain = /^\s*(\d{1,5})(?:[ \t]+(.*))?$/s.exec(line);
  const found = plain ?? firstMatch(line);
  if (!found?.[1]) return undefined;
  const number = Number(westernDigits(found[1]));
  const rest = found[2] ?? "";
  const text = withoutSeparator(rest, source(number));
  return { number, text, isPlain: plain !== null && text === rest };
}

function firstMatch(line: string): RegExpExecArray | undefined {
  for (const pattern of dressed) {
    const found = pattern.exec(line);
    if (found) return found;
  }
  return undefined;
}

/** `1.`, `(1)`, `[1]`, `**1:**`, `- 1`, `Line 1:`, and the same in the digits and marks of other scripts. */
const dressed: readonly RegExp[] = [
  /^\s*(?:[-*•>]\s+)?[*_]{0,2}(?:line\s+|#)?[[(（【]?(\p{Nd}{1,5})[\])）】]?(?:\\?[.．。、:：)])?[*_]{0,2}[:：]?(?:[ \t\u00a0\u3000]+(.*))?$/isu,
  /^\s*[[(（【]?(\p{Nd}{1,5})(?:[\])）】]|\\?[.．。、:：])[*_]{0,2}(?!\p{Nd})(\S.*)$/su,
];

/** Some put a dash or a colon between number and text. */
function withoutSeparator(text: string, source = ""): string {
  const separator = /^(?:[-–—|:：]|=>|->|→)[ \t]+/;
  return separator.test(source) ? text : text.replace(separator, "");
}
