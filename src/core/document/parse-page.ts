import type { Root } from "mdast";
import type { Markdown } from "./markdown.ts";
import { mapOffsets, type OffsetMap } from "./offset-map.ts";
import { type Format, type Parser, parserFor } from "./parser.ts";

/** One page as Docusaurus reads it. Positions in `tree` are offsets into `parsed`; `at` leads back to `text`. */
export interface ParsedPage {
  readonly filePath: string;
  /** The page as written, without a byte order mark. */
  readonly text: string;
  readonly parsed: string;
  readonly at: OffsetMap;
  readonly format: Format;
  readonly frontMatter: Readonly<Record<string, unknown>>;
  readonly tree: Root;
  readonly parser: Parser;
}

export interface RefusedPage {
  /** In the source, from 1. */
  readonly line: number;
  /** The parser's own words, one line. */
  readonly reason: string;
}

/** A page that Docusaurus itself refuses is a value, not an exception: the run goes on with the others. */
export async function parsePage(
  filePath: string,
  text: string,
  markdown: Markdown,
): Promise<ParsedPage | RefusedPage> {
  try {
    const { frontMatter } = await markdown.parseFrontMatter({ filePath, fileContent: text });
    const format = formatOf(filePath, frontMatter, markdown);
    const parsed = markdown.preprocess({ filePath, fileContent: text });
    const parser = parserFor(markdown, format);
    const at = mapOffsets(text, parsed);
    try {
      return {
        filePath,
        text,
        parsed,
        at,
        format,
        frontMatter,
        tree: parser.parse(parsed),
        parser,
      };
    } catch (error) {
      return refusal(error, (offset) => lineAt(text, at(offset)));
    }
  } catch (error) {
    return refusal(error, () => 1);
  }
}

/** 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (
    let from = text.indexOf("\n");
    from !== -1 && from < offset;
    from = text.indexOf("\n", from + 1)
  )
    line++;
  return line;
}

/** The front matter outranks the site; `detect` goes by the file's extension. */
function formatOf(
  filePath: string,
  frontMatter: ParsedPage["frontMatter"],
  markdown: Markdown,
): Format {
  const { mdx } = frontMatter;
  const own = typeof mdx === "object" && mdx !== null && "format" in mdx ? mdx.format : undefined;
  const format = own === "md" || own === "mdx" || own === "detect" ? own : markdown.format;
  if (format !== "detect") return format;
  return filePath.endsWith(".mdx") ? "mdx" : "md";
}

function refusal(error: unknown, lineOf: (offset: number) => number): RefusedPage {
  const { reason, message, line, place, mark } = fieldsOf(error);
  const offset = offsetOf(place);
  const known =
    typeof mark === "object" && mark !== null && "line" in mark ? Number(mark.line) + 2 : undefined;
  return {
    line: offset === undefined ? (known ?? (typeof line === "number" ? line : 1)) : lineOf(offset),
    reason: String(reason ?? message ?? error).replace(/\s+/g, " "),
  };
}

function fieldsOf(error: unknown): Record<string, unknown> & {
  reason?: unknown;
  message?: unknown;
  line?: unknown;
  place?: unknown;
  mark?: unknown;
} {
  if (typeof error !== "object" || error === null) return {};
  return { ...error, message: "message" in error ? error.message : undefined };
}

function offsetOf(place: unknown): number | undefined {
  if (typeof place !== "object" || place === null) return undefined;
  const point = "start" in place ? place.start : place;
  if (typeof point !== "object" || point === null || !("offset" in point)) return undefined;
  return typeof point.offset === "number" ? point.offset : undefined;
}
