import { join, relative } from "node:path";
import { posixPath } from "@docusaurus/utils";
import type { ContentRoot, DataSource } from "../../core/model.ts";
import type { DataFile } from "./content-instance.ts";
import { reallyInside } from "./really-inside.ts";

/**
 * The files of authors and tags that a folder has. Docusaurus looks for the same relative path in the localized folder
 * first, so that a path that leads out of the one would lead out of the other; such files stay as they are.
 */
export async function findDataFiles(
  root: ContentRoot,
  dataFiles: readonly DataFile[],
  { siteDir }: { readonly siteDir: string },
): Promise<readonly DataSource[]> {
  const found = await Promise.all(
    dataFiles
      .filter(({ file }) => /\.(?:ya?ml|json)$/i.test(file))
      .map(async ({ holds, file }): Promise<readonly DataSource[]> => {
        const path = join(root.dir, file);
        const inside = await reallyInside(root.dir, [path]);
        const page = posixPath(relative(siteDir, path));
        return inside.map(() => ({ format: "data", page, path, root, holds }));
      }),
  );
  return found.flat();
}
