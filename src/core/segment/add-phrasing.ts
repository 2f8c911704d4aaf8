import type { PhrasingContent } from "mdast";
import type { Range } from "../model.ts";
import { trimWords } from "../words/trim-words.ts";
import { addSegment, type Found } from "./found.ts";
import { readPhrasing } from "./read-phrasing.ts";
import type { MarkdownPlace, SegmentKind } from "./segment.ts";

export interface Phrasing {
  readonly kind: SegmentKind;
  readonly place: MarkdownPlace;
  readonly range: Range;
  readonly children: readonly PhrasingContent[];
}

/** Running text: white space at its ends belongs to the page, not to the words. */
export function addPhrasing({ kind, place, range, children }: Phrasing, found: Found): void {
  const { words, atoms } = readPhrasing(children, found.bytes);
  const style = { type: "markdown", place } as const;
  addSegment(
    { kind, range: trimRange(range, found), words: trimWords(words), atoms, style },
    found,
  );
}

function trimRange(range: Range, found: Found): Range {
  const text = found.bytes.slice(range);
  const before = /^[ \t\r\n]*/.exec(text)?.[0] ?? "";
  const after = /[ \t\r\n]*$/.exec(text)?.[0] ?? "";
  if (before === text) return range;
  return { start: range.start + before.length, end: range.end - after.length };
}
