import { resolve } from "node:path";
import type { LoadContext } from "@docusaurus/types";

/** The absolute path of a file that Docusaurus names `@site/docs/a.md`. */
export function pathOfAlias(source: string, { siteDir }: Pick<LoadContext, "siteDir">): string {
  return resolve(siteDir, source.replace(/^@site\//, ""));
}
