import type { PageDocument } from "../document/document.ts";
import { parsePage } from "../document/parse-page.ts";
import type { RefusedPage } from "../document/refusal.ts";
import { isRecord } from "../foreign/record.ts";
import type { Range } from "../model.ts";
import { type Extract, extract } from "../segment/extract.ts";
import type { TextRules } from "../segment/rules.ts";
import { isAttention, type RawSegment } from "../segment/segment.ts";
import { writeWords } from "../words/notation.ts";
import { plainString, plainWords } from "../words/plain-words.ts";
import { renumber, tagNumbers } from "../words/renumber.ts";
import { spaceOut } from "../words/space-out.ts";
import type { Words } from "../words/words.ts";
import type { Edit } from "./edits.ts";
import { keepsInitial } from "./keeps-initial.ts";
import { keepsOrder } from "./keeps-order.ts";
import { isLocalPath } from "./local-path.ts";
import type { Translations } from "./render.ts";
import { type SkeletonBlock, skeletonOf } from "./skeleton.ts";

/** Why a rendered page must not be written. */
export type PageFault =
  /** The page no longer parses or compiles; the line is in the rendered page. */
  { readonly kind: "refused"; readonly reason: string; readonly line: number } | ChangedPage;

/** It parses, but not as the source does. */
interface ChangedPage {
  readonly kind: "changed";
  /** Texts that read back differently, as `writeWords` gives them. */
  readonly words: readonly string[];
  /** Where the source's root blocks that look different stand in the source. */
  readonly blocks: readonly Range[];
  /** The first thing that is more or less than in the source, in a few words; holds foreign text. */
  readonly difference: string;
}

export interface CheckedPage {
  readonly document: PageDocument;
  readonly rules: TextRules;
  readonly edits: readonly Edit[];
  /** The host's own compiler, asked last because it costs most. */
  readonly compile?: (text: string) => Promise<RefusedPage | undefined>;
}

/** Reads a rendered page again: it must be the source's page with just these words in it. */
export async function pageFault(
  checked: CheckedPage,
  translations: Translations,
  text: string,
): Promise<PageFault | undefined> {
  const { document, rules } = checked;
  const page = await parsePage(document.filePath, text, document.markdown);
  if ("reason" in page) return { kind: "refused", ...page };
  const found = extract(page, document.markdown, rules);
  const words = missingWords(document, translations, found);
  const skeleton = skeletonOf(page, found).slice(addsFrontMatter(checked) ? 1 : 0);
  const blocks = changedBlocks(document.blocks, skeleton);
  const same =
    words.length === 0 &&
    blocks.length === 0 &&
    samePaths(checked, found) &&
    sameFrontMatter(checked, page.frontMatter);
  return same
    ? undefined
    : {
        kind: "changed",
        words,
        blocks,
        difference: differenceOf(document.blocks, skeleton) ?? "it would read as other words",
      };
}

/** In terms of the tree's nodes: what has come in, else what has gone. */
function differenceOf(
  source: readonly SkeletonBlock[],
  now: readonly SkeletonBlock[],
): string | undefined {
  const [before, after] = [linesOf(source), linesOf(now)];
  const added = firstSurplus(after, before);
  if (added !== undefined) return `it would add ${added}`;
  const lost = firstSurplus(before, after);
  return lost === undefined ? undefined : `it would lose ${lost}`;
}

function linesOf(blocks: readonly SkeletonBlock[]): string[] {
  return blocks.flatMap(({ skeleton }) => skeleton.split("\n").map((line) => line.trim()));
}

/** The first line that is there more often than among the others. */
function firstSurplus(lines: readonly string[], others: readonly string[]): string | undefined {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.find((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count === 0;
  });
}

/** Blocks between the first and the last that differ; where there are as many as before, just those that differ. */
function changedBlocks(source: readonly SkeletonBlock[], now: readonly SkeletonBlock[]): Range[] {
  const isSame = (at: number, other: number) => source[at]?.skeleton === now[other]?.skeleton;
  const shift = now.length - source.length;
  if (shift === 0)
    return source.filter((_, index) => !isSame(index, index)).map(({ range }) => range);
  let from = 0;
  while (from < Math.min(source.length, now.length) && isSame(from, from)) from++;
  let to = source.length;
  while (to > from && to + shift > from && isSame(to - 1, to - 1 + shift)) to--;
  const ranges = source.slice(from, Math.max(to, from + 1)).map(({ range }) => range);
  return ranges.length > 0 ? ranges : [{ start: 0, end: Number.POSITIVE_INFINITY }];
}

/** Expected texts that the page does not hold as they should be. */
function missingWords(
  document: PageDocument,
  translations: Translations,
  found: Extract,
): string[] {
  const held = new Map<string, number>();
  for (const segment of found.segments) {
    const text = identity(segment, segment.words);
    held.set(text, (held.get(text) ?? 0) + 1);
  }
  return document.segments.flatMap((segment, index) => {
    const words = translations.get(index) ?? segment.words;
    const text = identity(segment, words);
    const left = held.get(text) ?? 0;
    held.set(text, left - 1);
    const isSound = left > 0 && keepsOrder(segment, words) && namesTag(segment, words);
    return isSound ? [] : [writeWords(words)];
  });
}

function namesTag({ style, words: source }: RawSegment, words: Words): boolean {
  const isTag = style.type === "tag" || (style.type === "yaml" && style.isTag === true);
  return !isTag || keepsInitial(plainString(words), plainString(source));
}

/** How a text reads back: tags count in order of appearance, white space does not count. */
function identity({ kind, style, atoms }: RawSegment, words: Words): string {
  const isMarkdown = style.type === "markdown" || style.type === "alt";
  const read = isMarkdown
    ? spaceOut(words, (id) => isAttention(atoms.tags.get(id)))
    : plainWords(plainString(words));
  return `${kind} ${writeWords(renumber(read, tagNumbers(read)))
    .replace(/[ \t\r\n]+/g, " ")
    .trim()}`;
}

/** Paths may change places with their links, but each must be there. */
function samePaths({ document, edits }: CheckedPage, found: Extract): boolean {
  const edited = new Map(edits.map(({ range, text }) => [range.start, text]));
  const expected = document.references.map(({ range, path }) => edited.get(range.start) ?? path);
  return sorted(expected) === sorted(found.references.map(({ path }) => path));
}

function sorted(paths: readonly string[]): string {
  return paths.filter(isLocalPath).sort().join("\n");
}

/** The front matter is the first block of a page that had none. */
function addsFrontMatter({ edits }: CheckedPage): boolean {
  return edits.some(({ range, adds }) => adds !== undefined && range.start === 0);
}

/** Other than words, the front matter is the source's and what the edits add to it. */
function sameFrontMatter(
  { document, rules, edits }: CheckedPage,
  now: Readonly<Record<string, unknown>>,
): boolean {
  const fixed = (values: readonly (readonly [string, unknown])[]) =>
    values
      .filter(([key]) => !rules.frontMatter.includes(key) && key !== "image")
      .map(([key, value]) => JSON.stringify([key, withoutWords(key, value, document)]))
      .sort()
      .join("\n");
  const added = edits.flatMap(({ adds }) => Object.entries(adds ?? {}));
  return fixed([...Object.entries(document.frontMatter), ...added]) === fixed(Object.entries(now));
}

/** What is left of a value when the words in it are gone. */
function withoutWords(key: string, value: unknown, document: PageDocument): unknown {
  if (key === "tags") return tagUrls(value, document);
  if (key !== "authors") return value;
  return Array.isArray(value) ? value.map(untitled) : untitled(value);
}

function untitled(author: unknown): unknown {
  return isRecord(author) ? { ...author, title: typeof author["title"] } : author;
}

/** What a page's tags lead to, however they are spelled. */
function tagUrls(tags: unknown, { markdown: { tagPermalink } }: PageDocument): unknown {
  if (tagPermalink === null || !Array.isArray(tags)) return tags;
  return tags.map((tag: unknown) => {
    if (typeof tag === "string") return tagPermalink(tag);
    return isRecord(tag) ? tag["permalink"] : tag;
  });
}
