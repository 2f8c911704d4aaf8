import { posix } from "node:path";

/**
 * Pages without words in the place of those that are left out, where a page that stays may link to them: at the same
 * address, with the anchors that the links ask for.
 */
export function stubPages(
  leftOut: ReadonlyMap<string, string>,
  pages: readonly string[],
): Readonly<Record<string, string>> {
  const links = linkTargets(pages);
  const stubs = [...leftOut].flatMap(([path, text]) => {
    const names = [baseName(path), slugOf(text)].filter((name) => name !== "" && name !== ".");
    const anchors = names.flatMap((name) => [...(links.get(name) ?? [])]);
    return anchors.length === 0 ? [] : [[path, stubPage(text, new Set(anchors))] as const];
  });
  return Object.fromEntries(stubs);
}

/** The last part of each path that is linked to, and the anchors behind it; a link without one asks for `""`. */
function linkTargets(pages: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const targets = new Map<string, Set<string>>();
  for (const [, path = "", anchor = ""] of pages.flatMap((text) => [...text.matchAll(link)])) {
    const name = baseName(path);
    targets.set(name, (targets.get(name) ?? new Set()).add(anchor));
  }
  return targets;
}

/** Inline links, definitions, attributes. */
const link = /(?:\]\(|\]: |["'])([^\s()"'#?]+)(?:\?[^\s()"'#]*)?(?:#([^\s()"']+))?/g;

function baseName(path: string): string {
  const name = posix.basename(path).replace(/\.mdx?$/, "");
  return /^(?:index|readme)$/i.test(name) ? posix.basename(posix.dirname(path)) : name;
}

function slugOf(text: string): string {
  return baseName(/^slug: *['"]?([^\s'"]+)/m.exec(text)?.[1] ?? "");
}

/** Numbers have no words to translate. */
function stubPage(text: string, anchors: ReadonlySet<string>): string {
  const [, frontMatter = ""] = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text) ?? [];
  const address = frontMatter.split(/\r?\n/).filter((line) => /^(?:id|slug):/.test(line));
  const headings = [...anchors].filter((anchor) => anchor !== "").map((id) => `## 1 {#${id}}`);
  return ["---", ...address, "---", "", "0", "", ...headings, ""].join("\n");
}
