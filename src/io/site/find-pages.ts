import { join, relative } from "node:path";
import { Globby, posixPath } from "@docusaurus/utils";
import type { ContentRoot, PageSource } from "../../core/model.ts";
import { isInside } from "./is-inside.ts";
import type { LoadedPage } from "./loaded-folders.ts";
import { publishDates } from "./publish-dates.ts";
import { reallyInside } from "./really-inside.ts";
import { withoutDrafts } from "./without-drafts.ts";

/** A folder of content, and how its plugin tells pages from other files. */
export interface ContentFolder {
  readonly root: ContentRoot;
  /** Globs of the content plugin, relative to the root. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** The pages that the plugin has loaded, by their absolute paths; empty where that failed. */
  readonly loaded: ReadonlyMap<string, LoadedPage>;
}

/** Where to look for files of any root. */
export interface SearchSite {
  readonly siteDir: string;
  /** Folders of localized files. A root that spans the whole site must not take them for sources. */
  readonly localizationDirs: readonly string[];
}

/** The Markdown pages of a folder that a build publishes, found with the same call as the plugins make. Unsorted. */
export async function findPages(
  { root, include, exclude, loaded }: ContentFolder,
  { siteDir, localizationDirs }: SearchSite,
): Promise<readonly PageSource[]> {
  const files = await Globby([...include], { cwd: root.dir, ignore: [...exclude] });
  const paths = files
    .filter((file) => /\.mdx?$/i.test(file))
    .map((file) => join(root.dir, file))
    .filter((path) => !localizationDirs.some((dir) => isInside(dir, path)));
  const inside = await reallyInside(root.dir, paths);
  const dates = await publishDates(loaded, root);
  const published = await withoutDrafts(inside, { loaded, markdown: root.markdown });
  return published.map((path) => ({
    format: "page",
    page: posixPath(relative(siteDir, path)),
    path,
    root,
    isPartial: false,
    ...dates.get(path),
  }));
}
