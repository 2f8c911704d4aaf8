import { resolve } from "node:path";
import { getPluginI18nPath } from "@docusaurus/utils";
import type { ContentRoot, Locale } from "../../core/model.ts";
import type { ContentInstance } from "./content-instances.ts";
import { createMarkdown } from "./create-markdown.ts";
import type { Docusaurus } from "./docusaurus.ts";
import { fingerprint } from "./fingerprint.ts";
import type { SourceLocale } from "./load-source-locale.ts";

/** What all roots of a site have in common. */
export interface RootSite {
  readonly docusaurus: Docusaurus;
  readonly context: SourceLocale["context"];
  /** Where Docusaurus looks for a locale's files, existing or not. */
  readonly localizationDirs: ReadonlyMap<Locale, string>;
}

/** The folder of an instance's current pages. A docs version is a root of its own; older ones are not read yet. */
export function contentRoot(site: RootSite, instance: ContentInstance): ContentRoot {
  const { siteDir, siteConfig } = site.context;
  const { version } = site.docusaurus;
  const { markdown } = siteConfig;
  return {
    kind: instance.kind,
    dir: resolve(siteDir, instance.path),
    localizedDirs: localizedDirs(site.localizationDirs, instance),
    markdown: createMarkdown(site.docusaurus, markdown, instance),
    fingerprint: fingerprint({ version, markdown, instance, siteDir }),
  };
}

function localizedDirs(
  localizationDirs: RootSite["localizationDirs"],
  { kind, pluginName, id }: ContentInstance,
): ReadonlyMap<Locale, string> {
  const subPaths = kind === "docs" ? ["current"] : [];
  const entries = [...localizationDirs].map(([locale, localizationDir]): [Locale, string] => [
    locale,
    getPluginI18nPath({ localizationDir, pluginName, pluginId: id, subPaths }),
  ]);
  return new Map(entries);
}
