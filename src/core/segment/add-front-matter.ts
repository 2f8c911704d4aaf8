import type { Yaml } from "mdast";
import { addPath } from "./add-paths.ts";
import { addPlainText } from "./add-plain-text.ts";
import type { Found } from "./found.ts";
import { frontMatterValues } from "./front-matter.ts";

/** The front matter's values that are words, and the image that it may name. */
export function addFrontMatter(node: Yaml, found: Found): void {
  const range = found.bytes.range(node);
  const inside = found.bytes.slice(range).replace(/^---[ \t]*\r?\n/, "");
  const yaml = inside.replace(/(?:^|\r?\n)---[ \t]*$/, "");
  const start = range.end - inside.length;
  for (const { key, range, value } of frontMatterValues(yaml, start, found.page.frontMatter)) {
    if (found.rules.frontMatter.includes(key)) {
      addPlainText({ kind: "front-matter", range, value, style: { type: "yaml" } }, found);
    } else if (key === "image") addPath("front-matter", range, found);
  }
}
