import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { LoadContext } from "@docusaurus/types";
import { getPluginI18nPath, posixPath } from "@docusaurus/utils";
import type { KeyCollision, LoadFault } from "../../core/doctor/locale-report.ts";
import type { Locale } from "../../core/model.ts";
import { asBuilding } from "./as-building.ts";
import { contentPlugins } from "./content-plugins.ts";
import { type Docusaurus, forgetFrontMatter, type HostPlugin } from "./docusaurus.ts";
import { callIn, listIn, listOf, memberOf, textIn } from "./foreign.ts";
import { markFolders, sidebarCollisions } from "./sidebar-collisions.ts";
import {
  type AddedKeys,
  messagesOf,
  type WatchedFrontMatter,
  watchFrontMatter,
} from "./watched-front-matter.ts";
import { withTempDir } from "./with-temp-dir.ts";
import { withTranslate } from "./with-translate.ts";

/** Everything that keeps a locale from loading. */
export interface LoadedLocale {
  readonly faults: readonly FoundFault[];
  readonly collisions: readonly KeyCollision[];
}

export type FoundFault = Pick<LoadFault, "stage" | "file" | "reason">;

/** Which locale, and how. */
export interface LocaleLoad {
  /** The site folder is its real path. */
  readonly site: Pick<LoadContext, "siteDir" | "siteConfigPath">;
  readonly locale: Locale;
  readonly translate: boolean;
  readonly added: AddedKeys;
}

/**
 * Brings a locale as far as a build does before it bundles, without touching `.docusaurus`, and goes on where the build
 * would stop, so that everything is found at once.
 */
export async function loadLocale(docusaurus: Docusaurus, load: LocaleLoad): Promise<LoadedLocale> {
  const { siteDir, siteConfigPath } = load.site;
  return withTempDir((generatedFilesDir) =>
    asBuilding(load.locale, async () => {
      const params = { siteDir, config: siteConfigPath, locale: load.locale };
      const loaded = await docusaurus.loadContext(params);
      const context = { ...withTranslate(loaded, load.translate), generatedFilesDir };
      const pages = watchFrontMatter(context, load.added);
      const plugins = (await docusaurus.initPlugins(pages.context)).filter(hasContent);
      const found: LoadedLocale[] = [];
      for (const plugin of plugins)
        found.push(await loadPlugin(plugin, { docusaurus, pages, load }));
      return {
        faults: found.flatMap(({ faults }) => faults),
        collisions: found.flatMap(({ collisions }) => collisions),
      };
    }),
  );
}

/** Those that read pages, and those whose words are translated. */
function hasContent(plugin: HostPlugin): boolean {
  const isKnown = contentPlugins.some(({ pluginName }) => pluginName === plugin.name);
  return isKnown || typeof memberOf(plugin, "getTranslationFiles") === "function";
}

interface Host {
  readonly docusaurus: Docusaurus;
  readonly pages: WatchedFrontMatter;
  readonly load: LocaleLoad;
}

async function loadPlugin(plugin: HostPlugin, host: Host): Promise<LoadedLocale> {
  const faults: FoundFault[] = [];
  const collisions: KeyCollision[] = [];
  const content = await contentOf(plugin, host, faults);
  if (content === undefined) return { faults, collisions };
  try {
    const translated = host.load.translate
      ? await translate(plugin, content.content, { ...host, faults, collisions })
      : content.content;
    await callIn(plugin, "contentLoaded", { content: translated, actions: idleActions });
  } catch (error) {
    faults.push(faultOf(error, "content", host));
  }
  return { faults, collisions };
}

/** Routes and data are for the bundle. */
const idleActions = {
  addRoute: () => undefined,
  setGlobalData: () => undefined,
  createData: async (name: string) => name,
};

/**
 * Docusaurus stops at the first page that it refuses. Without its front matter, the page lets the others be read; what
 * fails only after that is no fault of the site.
 */
async function contentOf(
  plugin: HostPlugin,
  host: Host,
  faults: FoundFault[],
): Promise<{ readonly content: unknown } | undefined> {
  for (;;) {
    try {
      forgetFrontMatter();
      return { content: await callIn(plugin, "loadContent") };
    } catch (error) {
      const page = host.pages.culprit(error);
      const isNew = page !== undefined && host.pages.blank(page);
      if (isNew || faults.length === 0) faults.push(faultOf(error, "content", host));
      if (!isNew) return undefined;
    }
  }
}

interface Translating extends Host {
  readonly faults: FoundFault[];
  readonly collisions: KeyCollision[];
}

/** As Docusaurus does it between `loadContent` and `contentLoaded`. */
async function translate(
  plugin: HostPlugin,
  content: unknown,
  host: Translating,
): Promise<unknown> {
  const files = await filesOf(plugin, content, host);
  const translationFiles: unknown[] = [];
  for (const file of files) translationFiles.push(await localized(plugin, file, host));
  const { themeConfig } = host.pages.context.siteConfig;
  const params = { translationFiles };
  callIn(plugin, "translateThemeConfig", { ...params, themeConfig });
  return callIn(plugin, "translateContent", { ...params, content }) ?? content;
}

/** Where several items of a sidebar have the same key, without those of sidebars. */
async function filesOf(
  plugin: HostPlugin,
  content: unknown,
  host: Translating,
): Promise<readonly unknown[]> {
  try {
    return listOf(await callIn(plugin, "getTranslationFiles", { content })) ?? [];
  } catch (error) {
    const collisions = await collisionsOf(plugin, host);
    host.collisions.push(...collisions);
    if (collisions.length === 0) throw error;
    return (
      listOf(await callIn(plugin, "getTranslationFiles", { content: withoutSidebars(content) })) ??
      []
    );
  }
}

function withoutSidebars(content: unknown) {
  const versions = listIn(content, "loadedVersions") ?? [];
  return { loadedVersions: versions.map((version) => ({ ...Object(version), sidebars: {} })) };
}

async function collisionsOf(plugin: HostPlugin, { load }: Host): Promise<readonly KeyCollision[]> {
  const { siteDir, siteConfigPath } = load.site;
  const unmark = markFolders(plugin);
  try {
    const content = await callIn(plugin, "loadContent");
    const configFile = inSite(siteDir, siteConfigPath);
    return await sidebarCollisions(plugin, { content, siteDir, configFile });
  } finally {
    unmark();
  }
}

/** The messages of one file; as they are in the source where the locale's file is broken. */
async function localized(
  plugin: HostPlugin,
  translationFile: unknown,
  host: Translating,
): Promise<unknown> {
  const { localizationDir } = host.pages.context;
  try {
    const params = { localizationDir, plugin, translationFile };
    return await host.docusaurus.localizePluginTranslationFile(params);
  } catch (error) {
    const pluginId = textIn(plugin.options, "id");
    const dir = getPluginI18nPath({ localizationDir, pluginName: plugin.name, pluginId });
    const file = join(dir, `${textIn(translationFile, "path")}.json`);
    if (!existsSync(file)) throw error;
    host.faults.push({
      ...faultOf(error, "messages", host),
      file: inSite(host.load.site.siteDir, file),
    });
    return translationFile;
  }
}

/** In the words of the first cause; the errors around it only say where it happened. */
export function faultOf(
  error: unknown,
  stage: FoundFault["stage"],
  { load, pages }: { readonly load: Pick<LocaleLoad, "site">; readonly pages?: WatchedFrontMatter },
): FoundFault {
  const { siteDir, siteConfigPath } = load.site;
  const path = pages?.culprit(error) ?? siteConfigPath;
  const reason = stripVTControlCharacters(messagesOf(error).at(-1) ?? "")
    .replace(/^\S*\.json: /, "")
    .replaceAll(siteDir + sep, "")
    .replace(/\s+/g, " ");
  return { stage, file: inSite(siteDir, path), reason: shortened(reason) };
}

function shortened(reason: string): string {
  return reason.length <= 400 ? reason : `${reason.slice(0, 399)}…`;
}

function inSite(siteDir: string, path: string): string {
  return posixPath(relative(siteDir, path));
}
