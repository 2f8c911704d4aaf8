import { type Bounds, measure, tooLong } from "../foreign/bounds.ts";
import type { ParsedFrontMatter, RawPage } from "./markdown.ts";

/**
 * A page's front matter, read by the host's own parser, but never when it is more than YAML within bounds. Behind
 * Docusaurus' parser is a library that evaluates what follows `---js`, and that reads a value which aliases repeat a
 * billion times in no time: the hang comes when it is compared or copied.
 */
export async function readFrontMatter<Parsed extends ParsedFrontMatter>(
  page: RawPage,
  parse: (page: RawPage) => Promise<Parsed>,
): Promise<Parsed> {
  const block = blockOf(page.fileContent);
  if (block.language !== "") throw new Error(foreignLanguage(block.language));
  if (block.length > frontMatterBounds.length) throw beyond(tooLong(frontMatterBounds));
  const parsed = await parse(page);
  const measured = measure(parsed.frontMatter, frontMatterBounds);
  if ("reason" in measured) throw beyond(measured);
  return parsed;
}

/** Generators of API pages put whole descriptions of an endpoint into the front matter. */
export const frontMatterBounds: Bounds = { length: 4 * 1024 * 1024, depth: 100, nodes: 100_000 };

interface Block {
  /** Empty where the front matter is YAML, or there is none. */
  readonly language: string;
  readonly length: number;
}

/**
 * Cut as the library cuts, oddities included: it skips a byte order mark of its own, takes everything up to the first
 * line feed for the name of a language, white space of any kind around it aside, and in a page of one line all but
 * the last character. `----` begins no front matter.
 */
function blockOf(text: string): Block {
  const page = text.replace(/^\ufeff/, "");
  if (!/^---(?!-)/.test(page)) return { language: "", length: 0 };
  const inside = page.slice(3);
  const language = inside.slice(0, inside.search(/\r?\n/));
  const end = inside.indexOf("\n---");
  return { language: language.trim(), length: end === -1 ? inside.length : end };
}

/** Also for `---yaml`: Docusaurus would read the values, and show them as a heading too. */
function foreignLanguage(language: string): string {
  const [name = ""] = language.split(/\s/);
  return `front matter in "${name.slice(0, 30)}" is not read; YAML goes between lines of just ---`;
}

function beyond({ reason }: { readonly reason: string }): Error {
  return new Error(`the front matter is not read: ${reason}`);
}
