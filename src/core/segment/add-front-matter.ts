import type { Yaml } from "mdast";
import { addPath } from "./add-paths.ts";
import { addPlainText } from "./add-plain-text.ts";
import type { Found } from "./found.ts";
import { frontMatterValues } from "./front-matter.ts";
import type { Style } from "./segment.ts";

/** The front matter's values that are words, and the image that it may name. */
export function addFrontMatter(node: Yaml, found: Found): void {
  const range = found.bytes.range(node);
  const inside = found.bytes.slice(range).replace(/^---[ \t]*\r?\n/, "");
  const yaml = inside.replace(/(?:^|\r?\n)---[ \t]*$/, "");
  const start = range.end - inside.length;
  for (const { key, range, value } of frontMatterValues(yaml, start, found.page.frontMatter)) {
    const style = styleOf(key, value, found);
    if (style !== undefined) addPlainText({ kind: "front-matter", range, value, style }, found);
    else if (key === "image") addPath("front-matter", range, found);
  }
}

/** A tag's URL is made of its name, unless it is spelled out. */
function styleOf(key: string, value: string, { rules, markdown }: Found): Style | undefined {
  if (rules.frontMatter.includes(key) || key === "authors.title") return { type: "yaml" };
  if (markdown.tagPermalink === null) return undefined;
  if (key === "tags") return { type: "tag", permalink: markdown.tagPermalink(value) };
  return key === "tags.label" ? { type: "yaml", isTag: true } : undefined;
}
