import { basename, dirname, extname, join, relative } from "node:path/posix";
import { isMap, isScalar, parseDocument } from "yaml";
import type { PageDocument } from "../document/document.ts";
import { frontMatterBounds } from "../document/read-front-matter.ts";
import { yamlExcess } from "../foreign/yaml-excess.ts";
import type { Edit, PagePlace } from "./edits.ts";

/**
 * Tells apart the sidebar categories of folders whose titles become the same words: without a key of its own,
 * Docusaurus takes a category's label for one, and refuses to build where two are equal.
 */
export function sidebarKeyEdit(
  document: Pick<PageDocument, "text" | "frontMatter">,
  place: SidebarPage,
): Edit | undefined {
  const folder = categoryOf(place);
  if (folder === undefined || Object.hasOwn(document.frontMatter, field)) return undefined;
  if (hasMetadata(place)) return undefined;
  // No label looks like this, and labels are the keys of categories that have none.
  const key = `folder:${folder}`;
  const added = addLine(document.text, `${field}: ${JSON.stringify(key)}`);
  return added && { kind: "front-matter", ...added, adds: { [field]: key } };
}

type SidebarPage = Pick<PagePlace, "kind" | "page" | "root" | "exists">;

const field = "sidebar_key";

/** The folder, relative to the content root, that Docusaurus makes this page the index of by its name. */
function categoryOf({ kind, page, root }: SidebarPage): string | undefined {
  const folder = relative(root, dirname(page));
  if (kind !== "docs" || folder === "") return undefined;
  const name = basename(page, extname(page)).toLowerCase();
  const names = ["index", "readme", basename(folder).toLowerCase()];
  return names.includes(name) ? folder : undefined;
}

/** Such a file may name the category, and the site's translation of that name goes by the key it has now. */
function hasMetadata(place: SidebarPage): boolean {
  const file = join(dirname(place.page), "_category_");
  return ["json", "yml", "yaml"].some((type) => place.exists(`${file}.${type}`));
}

/** As the last line of the front matter; a page without any gets some. */
function addLine(text: string, line: string): Pick<Edit, "range" | "text"> | undefined {
  if (/^\ufeff?---(?!-)/.test(text)) return addToBlock(text, line);
  const newline = /\r?\n/.exec(text)?.[0] ?? "\n";
  return {
    range: { start: 0, end: 0 },
    text: ["---", line, "---", "", ""].join(newline),
  };
}

/** Only where everybody who reads the page sees the same block, and the line becomes a key of it. */
function addToBlock(text: string, line: string): Pick<Edit, "range" | "text"> | undefined {
  const [opening = "", newline = ""] = /^---[ \t]*(\r?\n)/.exec(text) ?? [];
  const closing = text.indexOf("\n---", opening.length - 1);
  const at = closing + 1;
  if (opening === "" || closing === -1 || !closes(text, at)) return undefined;
  return takesLine(text.slice(opening.length, at), line)
    ? { range: { start: at, end: at }, text: line + newline }
    : undefined;
}

function closes(text: string, at: number): boolean {
  const fence = /---[ \t]*(?:\r?\n|$)/y;
  fence.lastIndex = at;
  return fence.test(text);
}

/** Not so where the key is there already, behind a mapping in braces, an indented one, or the end of a YAML document. */
function takesLine(yaml: string, line: string): boolean {
  // A line ending to Docusaurus' parsers, but not to all of YAML's.
  if (/\r(?!\n)/.test(yaml) || yamlExcess(yaml, frontMatterBounds) !== undefined) return false;
  const { contents, errors } = parseDocument(yaml + line, { logLevel: "silent" });
  const last = isMap(contents) ? contents.items.at(-1)?.key : undefined;
  return errors.length === 0 && isScalar(last) && last.value === field;
}
