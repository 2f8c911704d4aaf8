import { dirname, join, relative } from "node:path";
import { posixPath } from "@docusaurus/utils";
import type { AssetSource, PageSource } from "../../core/model.ts";
import type { ContentFolder, SearchSite } from "./find-pages.ts";
import { reallyInside } from "./really-inside.ts";

/**
 * Images that authors have by a relative path. Docusaurus looks for them beside each post that shows the author, so
 * that no path would do for posts in two folders: localized posts need an image of their own.
 */
export async function findAuthorImages(
  posts: readonly PageSource[],
  { root, loaded }: Pick<ContentFolder, "root" | "loaded">,
  { siteDir }: Pick<SearchSite, "siteDir">,
): Promise<readonly AssetSource[]> {
  const shown = new Map<string, string[]>();
  for (const { path, page } of posts.filter((post) => post.root === root)) {
    for (const image of new Set(loaded.get(path)?.authorImages)) {
      const file = join(dirname(path), image);
      shown.set(file, shown.get(file) ?? []);
      shown.get(file)?.push(page);
    }
  }
  const inside = await reallyInside(root.dir, [...shown.keys()]);
  return inside.map((path) => {
    const page = posixPath(relative(siteDir, path));
    return { format: "asset", page, path, root, posts: (shown.get(path) ?? []).toSorted() };
  });
}
