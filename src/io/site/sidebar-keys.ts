import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { posixPath } from "@docusaurus/utils";
import { sidebarKeyEdit } from "../../core/render/sidebar-key.ts";
import type { AddedKeys } from "./watched-front-matter.ts";

/** What localized pages of docs will say to Docusaurus, and their sources do not. */
export function sidebarKeys(
  page: Parameters<AddedKeys>[0],
  { siteDir, dir }: { readonly siteDir: string; readonly dir: string },
): Readonly<Record<string, string>> {
  const place = {
    kind: "docs",
    page: posixPath(relative(siteDir, page.path)),
    root: posixPath(relative(siteDir, dir)),
    exists: (file: string) => existsSync(join(siteDir, file)),
  } as const;
  return sidebarKeyEdit(page, place)?.adds ?? {};
}
