import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { posixPath } from "@docusaurus/utils";
import { dataBounds } from "../../core/data/data-bounds.ts";
import { readYaml } from "../../core/foreign/read-yaml.ts";
import { isRecord } from "../../core/foreign/record.ts";
import type { AssetSource, DataSource, PageSource } from "../../core/model.ts";
import { reallyInside } from "./really-inside.ts";

/**
 * Images that authors have by a relative path. Docusaurus looks for them beside each post that shows the author, so
 * that no path would do for posts in two folders: localized posts need an image of their own.
 */
export async function findAuthorImages(
  data: readonly DataSource[],
  pages: readonly PageSource[],
  { siteDir }: { readonly siteDir: string },
): Promise<readonly AssetSource[]> {
  const files = data.filter(({ holds }) => holds === "authors");
  const found = await Promise.all(
    files.map(async ({ path, root }) => {
      const images = await relativeImages(path);
      const posts = pages.filter((page) => page.root === root);
      const folders = images.length === 0 ? [] : posts.map((post) => dirname(post.path));
      const wanted = [...new Set(folders)].flatMap((dir) => images.map((file) => join(dir, file)));
      const inside = await reallyInside(root.dir, [...new Set(wanted)]);
      return inside.map((image): AssetSource => {
        const page = posixPath(relative(siteDir, image));
        return { format: "asset", page, path: image, root };
      });
    }),
  );
  return found.flat();
}

/** As Docusaurus takes them: what begins otherwise is an address. */
async function relativeImages(path: string): Promise<readonly string[]> {
  const read = readYaml(await readFile(path, "utf8").catch(() => ""), dataBounds);
  if ("reason" in read || !isRecord(read.value)) return [];
  return Object.values(read.value).flatMap((author) => {
    const image = isRecord(author) ? (author["image_url"] ?? author["imageURL"]) : undefined;
    return typeof image === "string" && image.startsWith("./") ? [image] : [];
  });
}
