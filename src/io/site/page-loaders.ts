import { resolve } from "node:path";
import type { LoadContext, MarkdownConfig } from "@docusaurus/types";
import type { Locale } from "../../core/model.ts";
import { createBrokenLinkHook } from "./broken-links.ts";
import { contentPlugins } from "./content-plugins.ts";
import type { Docusaurus, HostPlugin } from "./docusaurus.ts";
import { callIn, listIn, listOf, memberOf, textIn } from "./foreign.ts";
import { withForgivingFrontMatter } from "./forgiving-front-matter.ts";
import { isInside } from "./is-inside.ts";
import { type LinkedRoot, permalinksOf } from "./permalinks-of.ts";
import { tellNodes } from "./tell-nodes.ts";
import { withTempDir } from "./with-temp-dir.ts";
import { withTranslate } from "./with-translate.ts";

/** What turns the pages of one locale into code. */
export interface PageLoaders {
  readonly markdownConfig: MarkdownConfig;
  /** `undefined` for a page that the build of this locale does not look at. */
  optionsFor(path: string): unknown;
}

/** The site folder must be its real path, as pages are told by theirs. */
export type LoadedSite = Pick<LoadContext, "siteDir" | "siteConfigPath">;

/** Brings a locale as far as a build does before it bundles, without touching `.docusaurus`. */
export async function loadPageLoaders(
  docusaurus: Docusaurus,
  { siteDir, siteConfigPath }: LoadedSite,
  locale: Locale,
): Promise<PageLoaders> {
  const loaded = await docusaurus.loadContext({ siteDir, config: siteConfigPath, locale });
  let roots: readonly LinkedRoot[] = [];
  const translated = forgiving(withTranslations(loaded), () => roots);
  return withTempDir(async (generatedFilesDir) => {
    const context = { ...translated, generatedFilesDir };
    const plugins = (await docusaurus.initPlugins(context)).filter(isContentPlugin);
    const contents = await Promise.all(plugins.map(contentOf));
    roots = permalinksOf(byNameAndId(plugins, contents), context);
    const loaders = plugins.flatMap((plugin, index) => loadersOf(plugin, contents[index], context));
    const { parseFrontMatter } = loaded.siteConfig.markdown;
    return {
      markdownConfig: { ...context.siteConfig.markdown, parseFrontMatter },
      optionsFor: (path) => innermost(loaders, path)?.options,
    };
  });
}

/**
 * Docusaurus infers `translate` from the locale's folder, which comes into being with the first page that is written;
 * until then it would know no place for it. A written `false` stays.
 */
function withTranslations(context: LoadContext): LoadContext {
  const { i18n, siteConfig } = context;
  const { currentLocale, defaultLocale } = i18n;
  const written = siteConfig.i18n.localeConfigs[currentLocale]?.translate;
  const stays = written === false || currentLocale === defaultLocale;
  return stays ? context : withTranslate(context, true);
}

/**
 * A link is no fault of its page: what it leads to may be written later in the same run. Links between pages resolve
 * as they will in the build, so that the site's own remark plugins see no others; the rest stay as they are.
 */
function forgiving(context: LoadContext, roots: () => readonly LinkedRoot[]): LoadContext {
  const { siteConfig, siteDir } = context;
  const ignore = () => undefined;
  const hooks = {
    ...siteConfig.markdown.hooks,
    onBrokenMarkdownLinks: createBrokenLinkHook({ siteDir, earlier: ignore, roots }),
    onBrokenMarkdownImages: ignore,
  };
  const markdown = { ...siteConfig.markdown, hooks };
  return withForgivingFrontMatter({ ...context, siteConfig: { ...siteConfig, markdown } });
}

function isContentPlugin({ name }: HostPlugin): boolean {
  return contentPlugins.some(({ pluginName }) => pluginName === name);
}

/**
 * Loads what links resolve by. It fails as a whole when one file in the locale's folder is broken, which must not
 * keep us from replacing that file: pages compile without it, only their links stay unresolved.
 */
async function contentOf(plugin: HostPlugin): Promise<unknown> {
  try {
    const content = await callIn(plugin, "loadContent");
    await callIn(plugin, "contentLoaded", { content, actions: idleActions });
    return content;
  } catch {
    return undefined;
  }
}

/** Routes and data are for the bundle. */
const idleActions = {
  addRoute: () => undefined,
  setGlobalData: () => undefined,
  createData: async (name: string) => name,
};

function byNameAndId(
  plugins: readonly HostPlugin[],
  contents: readonly unknown[],
): Record<string, Record<string, unknown>> {
  const all: Record<string, Record<string, unknown>> = {};
  for (const [index, { name, options }] of plugins.entries())
    all[name] = { ...all[name], [textIn(options, "id") ?? "default"]: contents[index] };
  return all;
}

/** One use of `mdx-loader`. */
interface PageLoader {
  readonly dirs: readonly string[];
  readonly options: unknown;
}

/** Other loaders of a rule are left out: the blog's cuts a post at its truncate marker, for lists of posts. */
function loadersOf(
  plugin: HostPlugin,
  content: unknown,
  { currentBundler }: LoadContext,
): readonly PageLoader[] {
  const utils = { currentBundler, getStyleLoaders: () => [], getJSLoader: () => ({ loader: "" }) };
  const base = { module: { rules: [] } };
  const webpack = callIn(plugin, "configureWebpack", base, false, utils, content);
  return (listIn(memberOf(webpack, "module"), "rules") ?? []).flatMap((rule) => {
    const dirs = many(memberOf(rule, "include")).filter((dir) => typeof dir === "string");
    return many(memberOf(rule, "use"))
      .filter((use) => memberOf(memberOf(use, "options"), "markdownConfig") !== undefined)
      .map((use) => ({
        dirs: dirs.map((dir) => resolve(dir)),
        options: watched(memberOf(use, "options")),
      }));
  });
}

/** With a last step that tells what the page is made of. Processors that are made already would not hear of it. */
function watched(options: unknown): unknown {
  const recmaPlugins = [...(listIn(options, "recmaPlugins") ?? []), tellNodes];
  return { ...Object(options), recmaPlugins, processors: undefined };
}

/** Webpack takes one or a list nearly everywhere. */
function many(value: unknown): readonly unknown[] {
  return listOf(value) ?? [value];
}

/** A folder of pages may contain another one, or the folder of all localized files. */
function innermost(loaders: readonly PageLoader[], path: string): PageLoader | undefined {
  const depth = ({ dirs }: PageLoader) =>
    Math.max(-1, ...dirs.map((dir) => (isInside(dir, path) ? dir.length : -1)));
  return loaders
    .filter((loader) => depth(loader) >= 0)
    .toSorted((a, b) => depth(b) - depth(a))
    .at(0);
}
