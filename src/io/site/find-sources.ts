import { realpath } from "node:fs/promises";
import { join, relative } from "node:path";
import { Globby, posixPath } from "@docusaurus/utils";
import type { ContentRoot, Source } from "../../core/model.ts";
import { isInside } from "./is-inside.ts";

/** Where to look, and what the site and this plugin leave out. */
export interface Search {
  readonly root: ContentRoot;
  /** Globs of the content plugin, relative to the root. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly siteDir: string;
  /** Folders of localized files. A root that spans the whole site must not take them for sources. */
  readonly localizationDirs: readonly string[];
}

/** The Markdown pages of a root, found with the same call as the content plugins make. Unsorted. */
export async function findSources(search: Search): Promise<readonly Source[]> {
  const { root, siteDir } = search;
  const files = await Globby([...search.include], { cwd: root.dir, ignore: [...search.exclude] });
  const paths = files
    .filter((file) => /\.mdx?$/i.test(file))
    .map((file) => join(root.dir, file))
    .filter((path) => !search.localizationDirs.some((dir) => isInside(dir, path)));
  const inside = await insideOf(root.dir, paths);
  return inside.map((path) => ({ page: posixPath(relative(siteDir, path)), path, root }));
}

/**
 * A link can make any file of the machine look like a page, and pages are sent to a provider. Only files that really
 * are in the folder pass; that the folder itself is a link is the site's own decision.
 */
async function insideOf(dir: string, paths: readonly string[]): Promise<readonly string[]> {
  const realDir = await realPathOf(dir);
  if (realDir === undefined) return [];
  const realPaths = await Promise.all(paths.map(realPathOf));
  return paths.filter((_, index) => {
    const real = realPaths[index];
    return real !== undefined && isInside(realDir, real);
  });
}

/** `undefined` for a link to nowhere. */
async function realPathOf(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}
