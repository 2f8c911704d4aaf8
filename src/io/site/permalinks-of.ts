import { join, relative, resolve } from "node:path";
import type { LoadContext } from "@docusaurus/types";
import { aliasedSitePath, getLocaleConfig, getPluginI18nPath } from "@docusaurus/utils";
import { type ContentPlugin, contentPlugins } from "./content-plugins.ts";
import { isInside } from "./is-inside.ts";
import { type LoadedFolder, loadedFolders } from "./loaded-folders.ts";
import { pathOfAlias } from "./path-of-alias.ts";
import { sourceDirOf } from "./source-dir-of.ts";

/** One folder of pages that link each other, in the locale being built. */
export interface LinkedRoot {
  readonly dir: string;
  readonly localizedDir: string;
  /**
   * From aliased file (`@site/docs/a.md`) to URL, with every page under both of its names: in the source folder and
   * in the localized one. All versions of a docs instance share one map, as in Docusaurus.
   */
  readonly permalinks: Map<string, string>;
}

/** The part of Docusaurus' context that says where localized files are. */
export type PermalinkContext = Pick<LoadContext, "siteDir" | "localizationDir" | "i18n">;

/** Indexes what `allContentLoaded` receives. Empty for a locale without translations, where nothing has two names. */
export function permalinksOf(
  allContent: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  context: PermalinkContext,
): readonly LinkedRoot[] {
  if (!getLocaleConfig(context.i18n).translate) return [];
  return contentPlugins.flatMap((plugin) =>
    Object.entries(allContent[plugin.pluginName] ?? {}).flatMap(([id, content]) =>
      linkedRoots(loadedFolders(plugin.kind, content), { plugin, id, context }),
    ),
  );
}

interface Instance {
  readonly plugin: ContentPlugin;
  readonly id: string;
  readonly context: PermalinkContext;
}

function linkedRoots(folders: readonly LoadedFolder[], instance: Instance): readonly LinkedRoot[] {
  const permalinks = new Map<string, string>();
  const roots = folders.flatMap((folder) => {
    const dirs = dirsOf(folder, instance);
    return dirs === undefined ? [] : [{ folder, dirs }];
  });
  // Real names first, so that a second name never hides a page.
  for (const { folder } of roots) {
    for (const { source, permalink } of folder.pages) permalinks.set(source, permalink);
  }
  for (const { folder, dirs } of roots) addSecondNames(permalinks, folder, { ...dirs, instance });
  return roots.map(({ dirs }) => ({ ...dirs, permalinks }));
}

type Dirs = Pick<LinkedRoot, "dir" | "localizedDir">;

function dirsOf(folder: LoadedFolder, { plugin, id, context }: Instance): Dirs | undefined {
  const { siteDir, localizationDir } = context;
  const { pluginName } = plugin;
  const localizedDir =
    folder.localizedDir ?? getPluginI18nPath({ localizationDir, pluginName, pluginId: id });
  const dir =
    folder.dir ??
    sourceDirOf({
      localizedDir,
      paths: folder.pages.map(({ source }) => pathOfAlias(source, context)),
      likely: resolve(siteDir, plugin.path),
    });
  return dir === undefined ? undefined : { dir, localizedDir };
}

function addSecondNames(
  permalinks: Map<string, string>,
  { pages }: LoadedFolder,
  { dir, localizedDir, instance }: Dirs & { readonly instance: Instance },
): void {
  const { siteDir } = instance.context;
  for (const { source, permalink } of pages) {
    const path = pathOfAlias(source, instance.context);
    const [from, to] = isInside(localizedDir, path) ? [localizedDir, dir] : [dir, localizedDir];
    const secondName = aliasedSitePath(join(to, relative(from, path)), siteDir);
    if (!permalinks.has(secondName)) permalinks.set(secondName, permalink);
  }
}
