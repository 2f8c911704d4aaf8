import type { Range } from "../model.ts";
import { plainWords } from "../words/plain-words.ts";
import { addSegment, type Found } from "./found.ts";
import type { SegmentKind, Style } from "./segment.ts";

/** A string that is not Markdown: a title, an attribute, a front matter value. */
export interface PlainText {
  readonly kind: SegmentKind;
  readonly range: Range;
  readonly value: string;
  readonly style: Style;
}

export function addPlainText({ kind, range, value, style }: PlainText, found: Found): void {
  const words = plainWords(value.replace(/[ \t\r\n]+/g, " ").trim());
  addSegment({ kind, range, words, atoms: { tags: new Map(), codes: [] }, style }, found);
}
