import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { getPluginI18nPath } from "@docusaurus/utils";
import type { ContentRoot, Locale } from "../../core/model.ts";
import type { ContentInstance } from "./content-instance.ts";
import { createMarkdown } from "./create-markdown.ts";
import { docsVersions, localizedName } from "./docs-versions.ts";
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

/** An instance, and what it has loaded; `undefined` where that failed. */
export interface LoadedInstance {
  readonly instance: ContentInstance;
  readonly content: unknown;
}

/** The folders of an instance: one of a blog or of pages, and one for each version of docs. */
export async function contentRoots(
  site: RootSite,
  { instance, content }: LoadedInstance,
): Promise<readonly ContentRoot[]> {
  const { siteDir } = site.context;
  if (instance.kind !== "docs")
    return [
      contentRoot(site, instance, {
        dir: resolve(siteDir, instance.path),
        subPaths: [],
        isShadowed: false,
      }),
    ];
  const versions = await docsVersions({ instance, content, siteDir });
  return versions.map((version) =>
    contentRoot(site, instance, {
      dir: version.dir,
      subPaths: [localizedName(version)],
      isShadowed: versions.some(({ dir }) => dir !== version.dir && version.dir.startsWith(dir)),
    }),
  );
}

interface Folder {
  readonly dir: string;
  /** Below the instance's folder of localized files. */
  readonly subPaths: string[];
  readonly isShadowed: boolean;
}

/** Versions are read alike, so that they share a fingerprint, as they share translations. */
function contentRoot(
  site: RootSite,
  instance: ContentInstance,
  { dir, subPaths, isShadowed }: Folder,
): ContentRoot {
  const { siteDir, siteConfig } = site.context;
  const { version } = site.docusaurus;
  const { markdown } = siteConfig;
  const { kind, pluginName, id } = instance;
  const hasInlineTags = takesInlineTags(instance, dir);
  const localizedDir = (localizationDir: string) =>
    getPluginI18nPath({ localizationDir, pluginName, pluginId: id, subPaths });
  return {
    kind,
    dir,
    localizedDirs: new Map(
      [...site.localizationDirs].map(([locale, parent]) => [locale, localizedDir(parent)]),
    ),
    isShadowed,
    markdown: createMarkdown(site.docusaurus, markdown, instance, { hasInlineTags }),
    fingerprint: fingerprint({ version, markdown, instance, siteDir, hasInlineTags }),
  };
}

/** Where there is no file of tags, what a page calls its tags is what readers see. */
function takesInlineTags({ kind, dataFiles }: ContentInstance, dir: string): boolean {
  if (kind === "pages") return false;
  return !dataFiles.some(({ holds, file }) => holds === "tags" && existsSync(join(dir, file)));
}
