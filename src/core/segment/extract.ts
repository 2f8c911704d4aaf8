import type { Heading, Nodes, Paragraph, PhrasingContent } from "mdast";
import type { MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx";
import { headingReader } from "../document/heading-ids.ts";
import type { Markdown } from "../document/markdown.ts";
import type { ParsedPage } from "../document/parse-page.ts";
import type { Range } from "../model.ts";
import { addAttributes } from "./add-attributes.ts";
import { addFrontMatter } from "./add-front-matter.ts";
import { addAlternativeText, addLinkParts } from "./add-link-parts.ts";
import { addProgramPaths } from "./add-paths.ts";
import { addPhrasing } from "./add-phrasing.ts";
import { bytesOf } from "./bytes.ts";
import type { Found, FoundHeading } from "./found.ts";
import { isOpaque } from "./is-opaque.ts";
import type { Reference } from "./reference.ts";
import type { TextRules } from "./rules.ts";
import type { MarkdownPlace, RawSegment, SegmentKind } from "./segment.ts";

/** What a page holds, names and numbers included: whether a text is worth translating is decided later (`rules.ts`). */
export interface Extract {
  /** By start; a Segment that holds others comes before them. */
  readonly segments: readonly RawSegment[];
  readonly references: readonly Reference[];
  readonly headings: readonly FoundHeading[];
}

/** Finds everything that is words, and every path that depends on where the page stands. Nothing else is touched. */
export function extract(page: ParsedPage, markdown: Markdown, rules: TextRules): Extract {
  const found: Found = {
    page,
    markdown,
    rules,
    bytes: bytesOf(page),
    readHeading: headingReader(page, markdown),
    segments: [],
    references: [],
    headings: [],
    inCell: false,
  };
  walkAll(page.tree.children, found);
  return {
    segments: found.segments.sort((a, b) => outerFirst(a.range, b.range)),
    references: found.references.sort((a, b) => a.range.start - b.range.start),
    headings: found.headings,
  };
}

function outerFirst(a: Range, b: Range): number {
  return a.start - b.start || b.end - a.end;
}

function walkAll(nodes: readonly Nodes[], found: Found): void {
  for (const node of nodes) walk(node, found);
}

function walk(node: Nodes, found: Found): void {
  switch (node.type) {
    case "yaml":
      addFrontMatter(node, found);
      break;
    case "heading":
      heading(node, found);
      break;
    case "paragraph":
      paragraph(node, found);
      break;
    case "tableCell":
      text(node.children, { kind: "cell", place: "cell" }, { ...found, inCell: true });
      break;
    case "leafDirective":
      text(node.children, { kind: "directive-label", place: "label" }, found);
      break;
    case "definition":
      addLinkParts(node, "link", found);
      break;
    case "mdxjsEsm":
    case "mdxFlowExpression":
      addProgramPaths(node, found);
      break;
    case "mdxJsxFlowElement":
      element(node, found);
      break;
    default:
      if ("children" in node) walkAll(node.children, found);
  }
}

function heading(node: Heading, found: Found): void {
  const read = found.readHeading(node);
  const { start } = found.bytes.range(node);
  found.headings.push({ ...read, start });
  const place = found.page.text[start] === "#" ? "heading" : "setext-heading";
  const { children, end } = read;
  const [first] = children;
  if (first === undefined) return;
  const range = { start: found.bytes.range(first).start, end };
  addPhrasing({ kind: "heading", place, range, children }, found);
  innerAll(node.children, found);
}

function paragraph(node: Paragraph, found: Found): void {
  if (node.data !== undefined && "directiveLabel" in node.data) {
    text(node.children, { kind: "directive-label", place: "label" }, found);
    return;
  }
  const { start } = found.bytes.range(node);
  const firstColumn = start === 0 || /[\r\n]/.test(found.page.text[start - 1] ?? "");
  const place = firstColumn ? "first-column" : "block";
  text(node.children, { kind: "paragraph", place }, found);
}

/** Elements that stand alone on their line are containers to MDX: their children are texts of their own. */
function text(
  children: readonly PhrasingContent[],
  where: { readonly kind: SegmentKind; readonly place: MarkdownPlace },
  found: Found,
): void {
  const [first, last] = [children[0], children.at(-1)];
  if (first === undefined || last === undefined) return;
  if (children.every(isElementOrSpace)) {
    for (const child of children) {
      if (child.type === "mdxJsxTextElement") element(child, found, where.place);
      else inner(child, found);
    }
    return;
  }
  const range = { start: found.bytes.range(first).start, end: found.bytes.range(last).end };
  addPhrasing({ ...where, range, children }, found);
  innerAll(children, found);
}

function isElementOrSpace(node: PhrasingContent): boolean {
  if (node.type === "text") return node.value.trim() === "";
  return node.type === "mdxJsxTextElement" || node.type === "mdxTextExpression";
}

function element(
  node: MdxJsxFlowElement | MdxJsxTextElement,
  found: Found,
  outer: MarkdownPlace = "inline",
): void {
  addAttributes(node, found);
  if (isOpaque(node)) return;
  if (node.type === "mdxJsxFlowElement") walkAll(node.children, found);
  else text(node.children, { kind: "paragraph", place: placeInside(outer) }, found);
}

/** Only what ends a cell or a label must still be escaped inside of an element. */
function placeInside(outer: MarkdownPlace): MarkdownPlace {
  return outer === "cell" || outer === "label" ? outer : "inline";
}

function innerAll(nodes: readonly PhrasingContent[], found: Found): void {
  for (const node of nodes) inner(node, found);
}

/** What is inside of a text besides its words: titles, alternative texts, attributes, paths. */
function inner(node: PhrasingContent, found: Found): void {
  switch (node.type) {
    case "image":
      addLinkParts(node, "image", found);
      addAlternativeText(node, found);
      return;
    case "imageReference":
      addAlternativeText(node, found);
      return;
    case "mdxTextExpression":
      addProgramPaths(node, found);
      return;
    case "link":
      addLinkParts(node, "link", found);
      break;
    case "mdxJsxTextElement":
      addAttributes(node, found);
      if (isOpaque(node)) return;
      break;
    default:
  }
  if ("children" in node) innerAll(node.children, found);
}
