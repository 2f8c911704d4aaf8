import { relative } from "node:path";
import { posixPath } from "@docusaurus/utils";
import { contentInstance } from "./content-instance.ts";
import { docsVersions } from "./docs-versions.ts";
import type { HostPlugin } from "./docusaurus.ts";
import { isInside } from "./is-inside.ts";
import { sidebarKeys } from "./sidebar-keys.ts";
import type { AddedKeys } from "./watched-front-matter.ts";

/** Which pages of a site will have a localized twin. */
export interface LocalizedPages {
  /** Absolute, real path. */
  readonly siteDir: string;
  readonly isLocalized: (page: string) => boolean;
}

/**
 * Keys that index pages of docs will have in each locale, and do not have in the source: the build of a locale looks up
 * the labels of their categories by them. To be known before the docs are loaded, so that these are found by rule.
 */
export async function localizedKeys(
  plugins: readonly HostPlugin[],
  { siteDir, isLocalized }: LocalizedPages,
): Promise<AddedKeys> {
  const instances = plugins.flatMap((plugin) => contentInstance(plugin) ?? []);
  const docs = instances.filter(({ kind }) => kind === "docs");
  const versions = await Promise.all(
    docs.map((instance) => docsVersions({ instance, content: undefined, siteDir })),
  );
  const dirs = versions.flat().map(({ dir }) => dir);
  const innermost = dirs.toSorted((a, b) => b.length - a.length);
  return (page) => {
    const dir = innermost.find((one) => isInside(one, page.path));
    if (dir === undefined || !isLocalized(posixPath(relative(siteDir, page.path)))) return {};
    return sidebarKeys(page, { siteDir, dir });
  };
}
