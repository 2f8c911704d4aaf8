import type { AskedMessage } from "../messages/conform-message.ts";
import type { Range, SegmentKey, WordClass } from "../model.ts";
import type { Words } from "../words/words.ts";

/** The smallest translatable text of a page. */
export interface Segment extends RawSegment {
  readonly key: SegmentKey;
  readonly class: WordClass;
  /** `words` in the notation: what keys, Memory and prompts are made of. */
  readonly text: string;
  /** What translators are told about it, as its author wrote it: part of the key. */
  readonly note?: string;
  /** Of a message of the user interface. */
  readonly message?: AskedMessage;
}

/** Any text of a page, worth translating or not. Ranges are offsets into the page as written. */
export interface RawSegment {
  readonly kind: SegmentKind;
  /** The bytes that a translation replaces. */
  readonly range: Range;
  readonly words: Words;
  readonly atoms: Atoms;
  readonly style: Style;
  /** Somewhere in a table's cell, where a bar would end the cell. */
  readonly inCell: boolean;
}

export type SegmentKind =
  | "paragraph"
  | "heading"
  | "cell"
  | "directive-label"
  | "alt"
  | "link-title"
  | "attribute"
  | "string"
  | "front-matter"
  | "data"
  | "message";

/** What the tags of a Segment stand for, and where its code spans are. */
export interface Atoms {
  readonly tags: ReadonlyMap<number, Atom>;
  readonly codes: readonly CodeAtom[];
}

export type Atom = AttentionAtom | WrapAtom | VerbatimAtom | AutolinkAtom | BreakAtom;

/** Written anew, because where its markers may stand depends on the letters around them. */
export interface AttentionAtom {
  readonly type: "strong" | "emphasis" | "delete";
}

export function isAttention(atom: Atom | undefined): atom is AttentionAtom {
  return atom?.type === "strong" || atom?.type === "emphasis" || atom?.type === "delete";
}

/** A pair whose opening and closing bytes are kept: links, elements, directives. */
export interface WrapAtom {
  readonly type: "wrap";
  readonly open: Range;
  readonly close: Range;
  /** Inside of brackets, where brackets must be escaped. */
  readonly bracketed: boolean;
  /** For `[label]` and `[label][]`: once the label is translated, it takes this to keep its target. */
  readonly reference?: string;
}

/** Bytes that are kept: images, expressions, elements without words, HTML, footnote marks, math. */
export interface VerbatimAtom {
  readonly type: "verbatim";
  readonly range: Range;
  /** One half of an HTML pair that could not be paired: it may not change places with another one. */
  readonly ordered: boolean;
}

/** A bare URL: a letter right behind it would become part of it, so it may have to be bracketed. */
export interface AutolinkAtom {
  readonly type: "autolink";
  readonly range: Range;
  readonly url: string;
  readonly label: string;
}

/** A hard line break with the container marks of the line behind it. */
export interface BreakAtom {
  readonly type: "break";
  readonly range: Range;
}

export interface CodeAtom {
  readonly value: string;
  readonly range: Range;
}

/** How words become bytes again. */
export type Style =
  | MarkdownStyle
  | { readonly type: "title"; readonly quote: '"' | "'" | ")" }
  | { readonly type: "alt"; readonly reference?: string }
  | { readonly type: "attribute"; readonly quote: '"' | "'" }
  | { readonly type: "string"; readonly quote: '"' | "'" | "`" }
  | { readonly type: "yaml"; readonly isTag?: true }
  | { readonly type: "tag"; readonly permalink: string }
  | { readonly type: "message" };

export interface MarkdownStyle {
  readonly type: "markdown";
  readonly place: MarkdownPlace;
}

/** Where phrasing stands decides what must be escaped in it. */
export type MarkdownPlace =
  | "block"
  | "first-column"
  | "heading"
  | "setext-heading"
  | "cell"
  | "label"
  | "inline";
