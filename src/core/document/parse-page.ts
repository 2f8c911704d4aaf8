import type { Root } from "mdast";
import { lineAt } from "./line-at.ts";
import type { Markdown } from "./markdown.ts";
import { mapOffsets, type OffsetMap } from "./offset-map.ts";
import { type Format, type Parser, parserFor } from "./parser.ts";
import { readFrontMatter } from "./read-front-matter.ts";
import { type RefusedPage, refusal } from "./refusal.ts";

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

/** A page that Docusaurus itself refuses is a value, not an exception: the run goes on with the others. */
export async function parsePage(
  filePath: string,
  text: string,
  markdown: Markdown,
): Promise<ParsedPage | RefusedPage> {
  try {
    const page = { filePath, fileContent: text };
    const { frontMatter } = await readFrontMatter(page, (raw) => markdown.parseFrontMatter(raw));
    const format = formatOf(filePath, frontMatter, markdown);
    const parsed = markdown.preprocess(page);
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
      return refusal(error, { text, parsed, at });
    }
  } catch (error) {
    // A host that reads the front matter may count on past its end.
    const refused = refusal(error);
    return { ...refused, line: Math.min(refused.line, lineAt(text, text.length)) };
  }
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
