import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { createMatcher, posixPath } from "@docusaurus/utils";
import type { PageSource } from "../../core/model.ts";
import { fewAtATime } from "./few-at-a-time.ts";
import type { ContentFolder, SearchSite } from "./find-pages.ts";
import { isInside } from "./is-inside.ts";
import { reallyInside } from "./really-inside.ts";

/**
 * The partials that pages and other partials import: files that the globs of a content plugin exclude, which is what
 * makes Docusaurus take them for partials. They are told by the paths between quotes, whatever is around them: a page
 * that only shows an import costs a file too many, and parsing each page here would cost more. Paths that only a
 * bundler can resolve are not followed, since nothing could lead from them to a localized file.
 */
export async function findPartials(
  pages: readonly PageSource[],
  folders: readonly ContentFolder[],
  site: SearchSite,
): Promise<readonly PageSource[]> {
  const isKnown = new Set(pages.map(({ path }) => path));
  const partials: PageSource[] = [];
  let unread = pages;
  while (unread.length > 0) {
    const named = new Set((await fewAtATime(unread, (page) => namesIn(page, site))).flat());
    const fresh = [...named].filter((path) => !isKnown.has(path));
    for (const path of fresh) isKnown.add(path);
    const found = await Promise.all(fresh.map((path) => partialAt(path, folders, site)));
    unread = found.filter((partial) => partial !== undefined);
    partials.push(...unread);
  }
  return partials;
}

/** Absolute paths of the Markdown files that a page names between quotes. */
async function namesIn({ path }: PageSource, site: SearchSite): Promise<readonly string[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  return [...text.matchAll(quotedName)].map(([, , name = ""]) =>
    pathOf(unescaped(name), dirname(path), site),
  );
}

/** After a `!raw-loader!` the path is none of a page: that loader makes something else of the file. */
const quotedName = /(["'`])((?:@site\/|\.\.?\/)[^"'`?#\n]*\.mdx?)(?:[?#][^"'`\n]*)?\1/gi;

/** Formatters of Markdown write `\_` for `_`, which means the same in a string of code. */
function unescaped(name: string): string {
  return name.replace(/\\(.)/g, "$1");
}

function pathOf(name: string, dir: string, { siteDir }: SearchSite): string {
  return name.startsWith("@site/")
    ? join(siteDir, name.slice("@site/".length))
    : resolve(dir, name);
}

async function partialAt(
  path: string,
  folders: readonly ContentFolder[],
  { siteDir, localizationDirs }: SearchSite,
): Promise<PageSource | undefined> {
  const folder = folderOf(path, folders);
  if (folder === undefined || localizationDirs.some((dir) => isInside(dir, path))) return undefined;
  const { root, exclude } = folder;
  if (!createMatcher([...exclude])(relative(root.dir, path))) return undefined;
  const [inside] = await reallyInside(root.dir, [path]);
  if (inside === undefined) return undefined;
  const page = posixPath(relative(siteDir, path));
  return { format: "page", page, path, root, isPartial: true };
}

/** The innermost, because one folder may lie inside another. */
function folderOf(path: string, folders: readonly ContentFolder[]): ContentFolder | undefined {
  return folders
    .filter(({ root }) => isInside(root.dir, path))
    .toSorted((a, b) => b.root.dir.length - a.root.dir.length)
    .at(0);
}
