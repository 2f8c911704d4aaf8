import type { Document } from "../document/document.ts";
import { parsePage } from "../document/parse-page.ts";
import type { RefusedPage } from "../document/refusal.ts";
import { type Extract, extract } from "../segment/extract.ts";
import type { TextRules } from "../segment/rules.ts";
import { isAttention, type RawSegment } from "../segment/segment.ts";
import { writeWords } from "../words/notation.ts";
import { plainString, plainWords } from "../words/plain-words.ts";
import { renumber, tagNumbers } from "../words/renumber.ts";
import { spaceOut } from "../words/space-out.ts";
import type { Words } from "../words/words.ts";
import type { Edit } from "./edits.ts";
import { keepsOrder } from "./keeps-order.ts";
import { isLocalPath } from "./local-path.ts";
import { render, type Translations } from "./render.ts";
import { skeletonOf } from "./skeleton.ts";

/** Why a rendered page must not be written. */
export type PageFault =
  /** The page no longer parses; the offset is in the rendered page. */
  | { readonly kind: "refused"; readonly reason: string; readonly line: number }
  /** It parses, but not as the source does. `words`: texts that read back differently, as `writeWords` gives them. */
  | { readonly kind: "changed"; readonly words: readonly string[] };

export interface CheckedPage {
  readonly document: Document;
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
  const same =
    words.length === 0 &&
    samePaths(checked, found) &&
    sameFrontMatter(document, rules, page.frontMatter) &&
    skeletonOf(page, found) === document.skeleton;
  return same ? undefined : { kind: "changed", words };
}

/** Expected texts that the page does not hold as they should be. */
function missingWords(document: Document, translations: Translations, found: Extract): string[] {
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
    return left > 0 && keepsOrder(segment, words) ? [] : [writeWords(words)];
  });
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

function sameFrontMatter(
  document: Document,
  rules: TextRules,
  now: Readonly<Record<string, unknown>>,
): boolean {
  const fixed = (values: Readonly<Record<string, unknown>>) =>
    JSON.stringify(
      Object.entries(values).filter(([key]) => !rules.frontMatter.includes(key) && key !== "image"),
    );
  return fixed(document.frontMatter) === fixed(now);
}

/** Finds the Segments that spoil a page, so that only they stay as they are. */
export async function soundTranslations(
  checked: CheckedPage,
  translations: Translations,
): Promise<SoundPage> {
  const whole = await tryOut(checked, translations);
  if (whole.fault === undefined) return { translations, text: whole.text, rejected: [] };
  const base = await tryOut(checked, new Map());
  if (base.fault === undefined) return sift(checked, translations, whole.fault);
  return { translations: new Map(), text: base.text, rejected: [], fault: base.fault };
}

export interface SoundPage {
  readonly translations: Translations;
  readonly text: string;
  /** Indices of Segments whose words the page cannot take. */
  readonly rejected: readonly number[];
  /** The page is spoiled even without new words: it must not be written. */
  readonly fault?: PageFault;
}

async function sift(
  checked: CheckedPage,
  translations: Translations,
  fault: PageFault,
): Promise<SoundPage> {
  const named = indicesOf(translations, fault);
  if (named.length === 0 || named.length === translations.size)
    return halves(checked, translations);
  const rest = await siftAgain(checked, without(translations, named));
  return { ...rest, rejected: [...rest.rejected, ...named].sort((a, b) => a - b) };
}

async function siftAgain(checked: CheckedPage, translations: Translations): Promise<SoundPage> {
  const { text, fault } = await tryOut(checked, translations);
  return fault === undefined
    ? { translations, text, rejected: [] }
    : sift(checked, translations, fault);
}

async function tryOut(
  checked: CheckedPage,
  translations: Translations,
): Promise<{ text: string; fault: PageFault | undefined }> {
  const text = render(checked.document, checked.edits, translations);
  const fault = await pageFault(checked, translations, text);
  const refused = fault === undefined ? await checked.compile?.(text) : undefined;
  return { text, fault: refused === undefined ? fault : { kind: "refused", ...refused } };
}

function indicesOf(translations: Translations, fault: PageFault): number[] {
  if (fault.kind === "refused") return [];
  return [...translations]
    .filter(([, words]) => fault.words.includes(writeWords(words)))
    .map(([index]) => index);
}

function without(translations: Translations, indices: readonly number[]): Translations {
  return new Map([...translations].filter(([index]) => !indices.includes(index)));
}

/** Nothing points at the culprit: each half is tried alone, down to single Segments. */
async function halves(checked: CheckedPage, translations: Translations): Promise<SoundPage> {
  const entries = [...translations];
  if (entries.length <= 1) {
    return {
      translations: new Map(),
      text: render(checked.document, checked.edits, new Map()),
      rejected: entries.map(([index]) => index),
    };
  }
  const middle = entries.length >> 1;
  const left = await siftAgain(checked, new Map(entries.slice(0, middle)));
  const right = await siftAgain(checked, new Map(entries.slice(middle)));
  const both = new Map([...left.translations, ...right.translations]);
  const { text, fault } = await tryOut(checked, both);
  const rejected = [...left.rejected, ...right.rejected];
  if (fault === undefined) return { translations: both, text, rejected };
  return { ...left, rejected: [...rejected, ...right.translations.keys()] };
}
