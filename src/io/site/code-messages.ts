import type { LoadContext } from "@docusaurus/types";
import type { Message } from "../../core/model.ts";
import { codeFiles } from "./code-files.ts";
import type { Docusaurus, HostPlugin } from "./docusaurus.ts";
import { messagesIn } from "./messages-in.ts";

/** Whose code it is. */
export interface CodeSite {
  readonly docusaurus: Docusaurus;
  readonly context: Pick<LoadContext, "siteDir">;
  readonly plugins: readonly HostPlugin[];
}

/**
 * What `docusaurus write-translations` would write into `code.json`, sorted by id, for its own order is another each
 * time. Plugins are searched here, file by file, so that which of two equal ids wins does not depend on luck either.
 */
export async function codeMessages({
  docusaurus,
  context,
  plugins,
}: CodeSite): Promise<readonly Message[]> {
  const { siteDir } = context;
  const { themeCommonDir } = docusaurus;
  const files = await codeFiles({ siteDir, plugins, themeCommonDir });
  const found = await docusaurus.extractMessages({
    siteDir,
    plugins: [],
    extraSourceCodeFilePaths: files,
  });
  return messagesIn(found).toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
}
