import type { PageDocument } from "../document/document.ts";
import type { Range } from "../model.ts";
import type { Segment } from "../segment/segment.ts";
import { plainString } from "../words/plain-words.ts";
import type { Words } from "../words/words.ts";
import type { Edit } from "./edits.ts";
import type { Kept, MarkdownWriter } from "./write-markdown.ts";

/** New words by index of the Segment; a Segment without an entry keeps its bytes. */
export type Translations = ReadonlyMap<number, Words>;

/** Puts words and edits into the page's bytes. Everything else is copied. */
export function render(
  document: PageDocument,
  edits: readonly Edit[],
  translations: Translations,
): string {
  const page: Page = { document, translations };
  return copy({ start: 0, end: document.text.length }, nest(itemsOf(document, edits)), page);
}

interface Page {
  readonly document: PageDocument;
  readonly translations: Translations;
}

/** A Segment or an edit, with those that stand inside of it. */
interface Item {
  readonly range: Range;
  readonly segment?: { readonly index: number; readonly segment: Segment };
  readonly edit?: Edit;
  readonly inside: Item[];
}

function itemsOf(document: PageDocument, edits: readonly Edit[]): Item[] {
  const items: Item[] = [
    ...document.segments.map((segment, index) => ({
      range: segment.range,
      segment: { index, segment },
      inside: [],
    })),
    ...edits.map((edit) => ({ range: edit.range, edit, inside: [] })),
  ];
  return items.sort(byPlace);
}

/** What is put in at an offset stands before what begins there; what holds others comes before them. */
function byPlace({ range: a }: Item, { range: b }: Item): number {
  return a.start - b.start || Number(isEmpty(b)) - Number(isEmpty(a)) || b.end - a.end;
}

function isEmpty({ start, end }: Range): boolean {
  return start === end;
}

function nest(items: readonly Item[]): Item[] {
  const top: Item[] = [];
  const open: Item[] = [];
  for (const item of items) {
    while (open.length > 0 && !holds(open.at(-1), item.range)) open.pop();
    (open.at(-1)?.inside ?? top).push(item);
    open.push(item);
  }
  return top;
}

/** A pin at the very end of a heading's words stands behind them. */
function holds(outer: Item | undefined, inner: Range): boolean {
  if (outer?.segment === undefined) return false;
  const { start, end } = outer.range;
  return inner.start >= start && inner.end <= end && !(isEmpty(inner) && inner.start === end);
}

function copy(range: Range, items: readonly Item[], page: Page): string {
  let text = "";
  let from = range.start;
  for (const item of items) {
    if (item.range.start < range.start || item.range.end > range.end) continue;
    text += page.document.text.slice(from, item.range.start) + write(item, page);
    from = item.range.end;
  }
  return text + page.document.text.slice(from, range.end);
}

function write(item: Item, page: Page): string {
  if (item.edit) return item.edit.text;
  const words = item.segment && page.translations.get(item.segment.index);
  if (item.segment === undefined || words === undefined) return copy(item.range, item.inside, page);
  return writeSegment(item.segment.segment, words, page.document, (range) =>
    copy(range, item.inside, page),
  );
}

function writeSegment(
  segment: Segment,
  words: Words,
  { writer }: PageDocument,
  kept: Kept,
): string {
  const { style, inCell } = segment;
  if (style.type === "markdown") return writer.phrasing(segment, style.place, words, kept);
  const text = plainText(style, plainString(words), writer);
  const safe = inCell ? text.replaceAll("|", bars[style.type]) : text;
  const reference = style.type === "alt" ? style.reference : undefined;
  return reference === undefined ? safe : `${safe}][${reference}`;
}

type PlainStyle = Exclude<Segment["style"], { type: "markdown" }>;

/** How a bar is written where it would otherwise end a table's cell. */
const bars: Readonly<Record<PlainStyle["type"], string>> = {
  title: "\\|",
  alt: "\\|",
  attribute: "&#124;",
  string: "\\x7c",
  yaml: "|",
  message: "|",
  tag: "|",
};

function plainText(style: PlainStyle, text: string, writer: MarkdownWriter): string {
  switch (style.type) {
    case "title":
      return titleText(text, style.quote, writer);
    case "alt":
      return writer.plain(text, "label");
    case "attribute":
      return attributeText(text, style.quote);
    case "string":
      return stringText(text, style.quote);
    case "yaml":
    case "message":
      return JSON.stringify(text);
    case "tag":
      return `{label: ${JSON.stringify(text)}, permalink: ${JSON.stringify(style.permalink)}}`;
  }
}

function titleText(text: string, quote: '"' | "'" | ")", writer: MarkdownWriter): string {
  if (quote === "'") return writer.plain(text, "titleApostrophe");
  const quoted = writer.plain(text, "titleQuote");
  return quote === ")" ? quoted.replace(/[()]/g, "\\$&") : quoted;
}

/** JSX attributes decode character references and end at their quote. */
function attributeText(text: string, quote: '"' | "'"): string {
  return text
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replaceAll(quote, quote === '"' ? "&quot;" : "&#39;");
}

function stringText(text: string, quote: '"' | "'" | "`"): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll(quote, `\\${quote}`)
    .replace(/[\r\n]+/g, " ")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return quote === "`" ? escaped.replaceAll("${", "\\${") : escaped;
}
