import { createHash } from "node:crypto";
import type { SectionKey, SegmentKey, WordClass } from "../model.ts";
import type { SegmentKind } from "./segment.ts";

/**
 * What identifies words. In it: how they are used, the text in the notation, where links, code blocks, attributes, line
 * breaks and the place in the site do not occur, and what translators are told about it. Not in it: the language, the
 * prompt, the model; a better prompt re-bills nobody. The version changes only when the notation does.
 */
const version = "1";

export function segmentKey(wordClass: WordClass, text: string, note?: string): SegmentKey {
  const parts = [version, wordClass, text, ...(note === undefined ? [] : [note])];
  return digest(parts.join("\n")) as SegmentKey;
}

/** A Section is its Segments in order. */
export function sectionKey(segments: readonly { readonly key: SegmentKey }[]): SectionKey {
  return digest([version, "section", ...segments.map(({ key }) => key)].join("\n")) as SectionKey;
}

/** Running text translates alike wherever it stands; a label is read on its own. */
export const classOf: Readonly<Record<SegmentKind, WordClass>> = {
  paragraph: "prose",
  heading: "prose",
  cell: "prose",
  "directive-label": "label",
  alt: "label",
  "link-title": "label",
  attribute: "label",
  string: "label",
  "front-matter": "label",
  data: "label",
  message: "message",
};

/** 96 bits: at a million Sections an accidental collision has odds of one in 10^17. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest().toString("hex", 0, 12);
}
