import type { Nodes } from "mdast";
import type { ParsedPage } from "../document/parse-page.ts";
import type { Range } from "../model.ts";
import type { Extract } from "../segment/extract.ts";
import { isLocalPath } from "./local-path.ts";

/**
 * A page without its words: node types, order and depth, code, ids, attributes and foreign URLs. Two pages with equal
 * skeletons differ only in what a translation may change. Inside a text the order of links and emphasis is free, so
 * they are sorted. Local paths are left out; they are compared one by one (`check-page.ts`).
 *
 * Finishes the tree, so call it last.
 */
export function skeletonOf(page: ParsedPage, extract: Extract): SkeletonBlock[] {
  const blanks = [
    ...extract.segments.filter(({ style }) => style.type !== "markdown"),
    ...extract.references,
  ]
    .map(({ range }) => range)
    .sort((a, b) => a.start - b.start);
  const ids = extract.headings.map(({ id }) => id);
  return page.parser.finish(page.tree).children.map((node) => ({
    range: {
      start: page.at(node.position?.start.offset ?? 0),
      end: page.at(node.position?.end.offset ?? 0),
    },
    skeleton: lines(node, { page, blanks, ids }).join("\n"),
  }));
}

/** One child of the root. */
export interface SkeletonBlock {
  /** In the page as written. */
  readonly range: Range;
  readonly skeleton: string;
}

interface Drawing {
  readonly page: ParsedPage;
  /** Words and paths inside of attributes and expressions; by start. */
  readonly blanks: readonly Range[];
  readonly ids: string[];
}

function lines(node: Nodes, drawing: Drawing): string[] {
  const own = describe(node, drawing);
  if (own === undefined) return [];
  const children = "children" in node ? node.children.map((child) => lines(child, drawing)) : [];
  if (phrasingParents.has(node.type)) children.sort((a, b) => compare(a.join("\n"), b.join("\n")));
  return [own, ...children.flat().map((line) => ` ${line}`)];
}

const phrasingParents: ReadonlySet<string> = new Set([
  "paragraph",
  "heading",
  "tableCell",
  "emphasis",
  "strong",
  "delete",
  "link",
  "linkReference",
  "mdxJsxTextElement",
  "textDirective",
  "leafDirective",
]);

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** One line for a node, or nothing where it is words or is compared elsewhere. */
function describe(node: Nodes, drawing: Drawing): string | undefined {
  switch (node.type) {
    case "text":
    case "yaml":
      return undefined;
    case "heading":
      return headingLine(node.depth, drawing.ids.shift());
    case "textDirective":
      if (node.children.length === 0 && Object.keys(node.attributes ?? {}).length === 0)
        return undefined;
      return `textDirective ${node.name} ${JSON.stringify(node.attributes)}`;
    case "link":
    case "image":
    case "definition":
      return fields(node, {
        url: isLocalPath(node.url) ? "" : node.url,
        title: node.title ? "words" : "",
      });
    case "mdxJsxFlowElement":
    case "mdxJsxTextElement":
      return `${node.type} ${node.name} ${node.attributes.map((attribute) => blanked(attribute, drawing)).join(" ")}`;
    case "mdxTextExpression":
      // A pinned id; ids are compared with their headings.
      return /^\s*\/\*\s*#\S+\s*\*\/\s*$/.test(node.value)
        ? undefined
        : `${node.type} ${blanked(node, drawing)}`;
    case "mdxjsEsm":
    case "mdxFlowExpression":
      return `${node.type} ${blanked(node, drawing)}`;
    default:
      return fields(node, {});
  }
}

/** The top heading has no anchor. */
function headingLine(depth: number, id: string | undefined): string {
  return depth === 1 ? "heading 1" : `heading ${depth} #${id}`;
}

const compared = [
  "identifier",
  "name",
  "attributes",
  "ordered",
  "start",
  "checked",
  "align",
  "lang",
  "meta",
  "value",
  "commentValue",
];

function fields(node: Nodes, own: Readonly<Record<string, string>>): string {
  const values = Object.entries(node).filter(
    ([key, value]) => compared.includes(key) && value !== null && value !== undefined,
  );
  return [
    node.type,
    ...[...values, ...Object.entries(own)].map(([key, value]) => `${key}=${JSON.stringify(value)}`),
  ].join(" ");
}

/** Source text of a node with the words and paths in it cut out. */
function blanked(
  node: { readonly position?: Nodes["position"] },
  { page, blanks }: Drawing,
): string {
  const start = page.at(node.position?.start.offset ?? 0);
  const end = page.at(node.position?.end.offset ?? 0);
  let text = "";
  let from = start;
  for (const blank of within(blanks, start, end)) {
    text += page.text.slice(from, blank.start);
    from = Math.max(from, blank.end);
  }
  return text + page.text.slice(from, end);
}

function within(ranges: readonly Range[], start: number, end: number): Range[] {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found: Range[] = [];
  for (let index = low; index < ranges.length; index++) {
    const range = ranges[index];
    if (range === undefined || range.start >= end) break;
    if (range.end <= end) found.push(range);
  }
  return found;
}
