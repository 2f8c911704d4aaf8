import type { MessageStamp, SectionKey } from "../model.ts";
import type { Translations } from "../render/render.ts";
import { type SkeletonBlock, skeletonOf } from "../render/skeleton.ts";
import type { Rejection } from "../render/sound-translations.ts";
import { type MarkdownWriter, markdownWriter } from "../render/write-markdown.ts";
import { type Extract, extract } from "../segment/extract.ts";
import { classOf, sectionKey, segmentKey } from "../segment/keys.ts";
import type { Reference } from "../segment/reference.ts";
import { isTranslatable, type TextRules } from "../segment/rules.ts";
import type { Segment } from "../segment/segment.ts";
import { writeWords } from "../words/notation.ts";
import { lineFinder } from "./line-at.ts";
import type { Markdown } from "./markdown.ts";
import { type ParsedPage, parsePage } from "./parse-page.ts";
import type { RefusedPage } from "./refusal.ts";

/** A Source taken apart. */
export type Document = PageDocument | DataDocument | MessagesDocument;

interface AnyDocument {
  /** As written, without a byte order mark. */
  readonly text: string;
  readonly segments: readonly Segment[];
  readonly sections: readonly Section[];
}

/** A file of authors or tags. */
export interface DataDocument extends AnyDocument {
  readonly format: "data";
  /** The file with these words in it. */
  write(translations: Translations): WrittenData;
}

/** The messages of one file that a locale wants from us. `text` is what Docusaurus would write for the source locale. */
export interface MessagesDocument extends AnyDocument {
  readonly format: "messages";
  /** Words of people for source messages that have changed since. */
  readonly outdated: readonly OutdatedMessage[];
  /** Ids in the locale's file that the site has no more, and that are not ours to remove. */
  readonly strange: readonly string[];
  /** The locale's file with these words in it; `undefined` where there is nothing to put into one. */
  write(translations: Translations): WrittenMessages | undefined;
}

export interface OutdatedMessage {
  /** In `text`. */
  readonly line: number;
  /** The source message as it is now. */
  readonly message: string;
}

export interface WrittenData {
  readonly text: string;
  /** Words that the file cannot take. */
  readonly rejected: readonly Rejection[];
}

export interface WrittenMessages {
  readonly text: string;
  /** Of every message in the file that the site has. */
  readonly stamps: readonly MessageStamp[];
}

/** A page: its bytes, its Segments in order, and the edits that do not depend on words. */
export interface PageDocument extends AnyDocument {
  readonly format: "page";
  readonly filePath: string;
  readonly markdown: Markdown;
  readonly references: readonly Reference[];
  readonly pins: readonly HeadingPin[];
  readonly frontMatter: Readonly<Record<string, unknown>>;
  /** The page without its words. */
  readonly blocks: readonly SkeletonBlock[];
  readonly writer: MarkdownWriter;
}

/** The Segments from one heading to the next; the front matter is a Section of its own. */
export interface Section {
  readonly key: SectionKey;
  /** Index of the first Segment and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

/** Text that keeps a heading's id when its words change. */
export interface HeadingPin {
  readonly at: number;
  readonly text: string;
}

/** Parses a page once and keeps what every locale needs of it; the tree is let go. */
export async function readDocument(
  page: SourcePage,
  markdown: Markdown,
  rules: TextRules,
): Promise<PageDocument | RefusedPage> {
  const parsed = await parsePage(page.filePath, page.text, markdown);
  return "reason" in parsed ? parsed : documentOf(parsed, markdown, rules);
}

export interface SourcePage {
  /** Absolute. */
  readonly filePath: string;
  readonly text: string;
}

function documentOf(page: ParsedPage, markdown: Markdown, rules: TextRules): PageDocument {
  const extracted = extract(page, markdown, rules);
  const segments = extracted.segments.filter(isTranslatable).map((raw): Segment => {
    const text = writeWords(raw.words);
    const wordClass = classOf[raw.kind];
    return { ...raw, text, class: wordClass, key: segmentKey(wordClass, text) };
  });
  return {
    format: "page",
    filePath: page.filePath,
    text: page.text,
    markdown,
    segments,
    sections: sectionsOf(segments, extracted),
    references: extracted.references,
    pins: extracted.headings.flatMap(({ pin, end }) =>
      pin === undefined ? [] : [{ at: end, text: pin }],
    ),
    frontMatter: page.frontMatter,
    blocks: skeletonOf(page, extracted),
    writer: markdownWriter(page.parser.serialisers, page.format),
  };
}

function sectionsOf(segments: readonly Segment[], { headings }: Extract): Section[] {
  const starts = headings.map(({ start }) => start);
  const sections: Section[] = [];
  let [from, heading] = [0, 0];
  segments.forEach((segment, index) => {
    const next = segments[index + 1];
    while ((starts[heading] ?? Number.POSITIVE_INFINITY) <= segment.range.start) heading++;
    const isLast =
      next === undefined ||
      leavesFrontMatter(segment, next) ||
      (starts[heading] ?? Number.POSITIVE_INFINITY) <= next.range.start;
    if (!isLast) return;
    sections.push({ key: sectionKey(segments.slice(from, index + 1)), from, to: index + 1 });
    from = index + 1;
  });
  return sections;
}

function leavesFrontMatter(segment: Segment, next: Segment): boolean {
  return segment.kind === "front-matter" && next.kind !== "front-matter";
}

/** 1-based line of a Segment in the source page. */
export function segmentLine(document: Document, segment: Segment): number {
  const lineOf = lineFinders.get(document) ?? lineFinder(document.text);
  lineFinders.set(document, lineOf);
  return lineOf(segment.range.start);
}

/** A page may have to name each of its Segments. */
const lineFinders = new WeakMap<Document, (offset: number) => number>();
