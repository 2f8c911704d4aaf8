import type { Heading, PhrasingContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Markdown, Slugger } from "./markdown.ts";
import type { ParsedPage } from "./parse-page.ts";

/** A heading, with the id that Docusaurus gives it. */
export interface PageHeading {
  readonly id: string;
  /** The children without a written id at the end. */
  readonly children: readonly PhrasingContent[];
  /** End of the children in the page as written. */
  readonly end: number;
  /** What pins the id once the words change; absent where the author wrote one, or none is needed. */
  readonly pin?: string;
}

/** Reads headings in page order; Docusaurus numbers repeated slugs in that order. */
export function headingReader(
  page: ParsedPage,
  markdown: Markdown,
): (heading: Heading) => PageHeading {
  const slugger = markdown.createSlugger();
  const usesComments = page.format === "mdx" && /\{\/\*\s*#\S+\s*\*\/\}\s*$/m.test(page.text);
  let first = true;
  return (heading) => {
    const dropped = first && heading.depth === 1 && markdown.dropsTitle;
    first = false;
    const written = writtenId(heading, page, markdown);
    if (written) return written;
    const id = dropped ? "" : slugOf(heading, slugger, markdown);
    const end = page.at(heading.children.at(-1)?.position?.end.offset ?? 0);
    const base = { id, children: heading.children, end };
    if (heading.depth === 1 || id === "" || heading.children.length === 0) return base;
    return {
      ...base,
      pin: pin(id, {
        page,
        markdown,
        usesComments,
        start: page.at(heading.position?.start.offset ?? 0),
      }),
    };
  };
}

function slugOf(heading: Heading, slugger: Slugger, markdown: Markdown): string {
  const children = heading.children.filter((child) => child.type !== "html");
  return slugger.slug(textOf(children.length > 0 ? children : heading), {
    maintainCase: markdown.keepsSlugCase,
  });
}

function writtenId(
  heading: Heading,
  page: ParsedPage,
  markdown: Markdown,
): PageHeading | undefined {
  const last = heading.children.at(-1);
  const before = heading.children.slice(0, -1);
  if (last === undefined) return undefined;
  const comment = commentId(last, markdown);
  const lastEnd = page.at(last.position?.end.offset ?? 0);
  if (comment !== undefined)
    return {
      id: comment,
      children: before,
      end: page.at(before.at(-1)?.position?.end.offset ?? 0),
    };
  if (last.type !== "text") return undefined;
  const classic = /\s*\{#((?:.(?!\{#|\}))*.)\}$/.exec(last.value);
  if (classic?.[1] === undefined) return undefined;
  const value = last.value.slice(0, classic.index);
  const start = page.at(last.position?.start.offset ?? 0);
  const kept = page.text.slice(start, lastEnd).replace(/\s*\\?\{#[^{}]*\}\s*$/, "");
  return {
    id: classic[1],
    children: value === "" ? before : [...before, { ...last, value }],
    end: start + kept.length,
  };
}

function commentId(last: PhrasingContent, markdown: Markdown): string | undefined {
  const [word] = commentIn(last, markdown)?.trim().split(" ") ?? [];
  return word?.startsWith("#") ? word.slice(1) || undefined : undefined;
}

function commentIn(node: PhrasingContent, markdown: Markdown): string | undefined {
  if (node.type === "html") return /^<!--([\s\S]*)-->$/.exec(node.value)?.[1];
  if (node.type !== "mdxTextExpression" || !markdown.commentHeadingIds) return undefined;
  return /^\s*\/\*([\s\S]*)\*\/\s*$/.exec(node.value)?.[1];
}

interface PinPlace {
  readonly page: ParsedPage;
  readonly markdown: Markdown;
  readonly usesComments: boolean;
  readonly start: number;
}

/** Not every syntax works everywhere: `{#id}` is rewritten by the host only behind `#` in the first column. */
function pin(id: string, { page, markdown, usesComments, start }: PinPlace): string {
  if (page.format === "md") return ` {#${escapeId(id)}}`;
  const comments = markdown.commentHeadingIds && (usesComments || !markdown.classicHeadingIds);
  if (comments) return ` {/* #${id} */}`;
  const firstColumn =
    page.text[start] === "#" && (start === 0 || /[\r\n]/.test(page.text[start - 1] ?? ""));
  return markdown.classicHeadingIds && firstColumn
    ? ` {#${escapeId(id)}}`
    : ` \\{#${escapeId(id)}}`;
}

/** An underscore at the edge of a word could become emphasis. */
function escapeId(id: string): string {
  return id.replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_");
}
