import { lineFinder } from "../document/line-at.ts";
import type { Markdown } from "../document/markdown.ts";
import { type ParsedPage, parsePage } from "../document/parse-page.ts";
import type { RefusedPage } from "../document/refusal.ts";
import { type Extract, extract } from "../segment/extract.ts";
import { isTranslatable, type TextRules } from "../segment/rules.ts";
import { writeWords } from "../words/notation.ts";
import type { Finding } from "./findings.ts";

/** A source page as text, without a byte order mark. */
export interface SourceText {
  /** Relative to the site folder, with `/`. */
  readonly page: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly markdown: Markdown;
}

/** What a person should know about the words of one source page. */
export async function judgePage(
  source: SourceText,
  rules: TextRules,
): Promise<{ readonly isRead: boolean; readonly findings: readonly Finding[] }> {
  const parsed = await parsePage(source.path, source.text, source.markdown);
  if ("reason" in parsed) return { isRead: false, findings: [judgeRefusal(source, parsed)] };
  const extracted = extract(parsed, source.markdown, rules);
  return {
    isRead: true,
    findings: [...doubledIds(source.page, parsed, extracted), ...hugeness(source.page, extracted)],
  };
}

/** A page that Docusaurus does not take. */
export function judgeRefusal(source: SourceText, { line, reason }: RefusedPage): Finding {
  const { page: file } = source;
  const id = refusedId(source.text.split(/\r?\n/), line);
  if (id === undefined)
    return { kind: "page-refused", file, line, locales: [], details: { reason: plain(reason) } };
  const instead = idThatWorks(id, source.markdown);
  return {
    kind: "heading-id-refused",
    file,
    line,
    locales: [],
    details: { id: `{#${id}}`, instead },
  };
}

function plain(reason: string): string {
  return reason.replace(/[.\s]+$/, "");
}

/** An id in braces is an expression of JavaScript wherever Docusaurus does not look for it first. */
function refusedId(lines: readonly string[], line: number): string | undefined {
  const text = lines[line - 1] ?? "";
  const isHeading =
    /^[\s>*+\-\d.)]*#{1,6}\s/.test(text) || /^\s*(?:=+|-+)\s*$/.test(lines[line] ?? "");
  return isHeading ? /(?<!\\)\{#([^{}]+)\}\s*$/.exec(text)?.[1] : undefined;
}

/** In MDX; plain Markdown has no such trouble. */
function idThatWorks(id: string, { classicHeadingIds, commentHeadingIds }: Markdown): string {
  return commentHeadingIds && !classicHeadingIds ? `{/* #${id} */}` : `\\{#${id}}`;
}

/** Docusaurus gives a title no id, whatever it says. */
function doubledIds(file: string, page: ParsedPage, { headings }: Extract): readonly Finding[] {
  const seen = new Set<string>();
  const lineOf = lineFinder(page.text);
  return headings.flatMap(({ id, start }): readonly Finding[] => {
    const isTitle = /^#\s/.test(page.text.slice(start, start + 2));
    if (id === "" || isTitle) return [];
    const line = lineOf(start);
    if (seen.has(id))
      return [{ kind: "heading-id-doubled", file, line, locales: [], details: { id } }];
    seen.add(id);
    return [];
  });
}

/** One real page in five hundred is that long; nearly all of those are written by programs. */
const manyCharacters = 100_000;
const manyTexts = 1_500;

function hugeness(file: string, extracted: Extract): readonly Finding[] {
  const texts = extracted.segments.filter(isTranslatable).map(({ words }) => writeWords(words));
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (characters <= manyCharacters && texts.length <= manyTexts) return [];
  const details = { segments: figure(texts.length), characters: figure(characters) };
  return [{ kind: "page-huge", file, locales: [], details }];
}

function figure(number: number): string {
  return number.toLocaleString("en");
}
