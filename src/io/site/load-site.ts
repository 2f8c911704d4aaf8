import { realpath } from "node:fs/promises";
import { relative, resolve } from "node:path";
import type { LoadContext } from "@docusaurus/types";
import { posixPath } from "@docusaurus/utils";
import { UserError } from "../../core/errors.ts";
import type { ContentKind, Locale } from "../../core/model.ts";
import type { Site } from "../ports.ts";
import { chooseLocales } from "./choose-locales.ts";
import { contentInstance } from "./content-instance.ts";
import type { LoadedInstance } from "./content-root.ts";
import { openDocusaurus } from "./docusaurus.ts";
import { findSources } from "./find-sources.ts";
import { isInside } from "./is-inside.ts";
import type { LoadedContent } from "./load-contents.ts";
import { type LoadedMessages, loadMessages, type MessagesReport } from "./load-messages.ts";
import { loadSourceLocale, type SourceLocale } from "./load-source-locale.ts";
import { matchesPage } from "./matches-page.ts";

/** The part of the plugin's options that chooses what is translated. */
export interface SiteOptions {
  /** Without it, every locale of the site. */
  readonly locales?: readonly Locale[] | undefined;
  readonly content: readonly (ContentKind | "messages")[];
  /** Globs over `page`; empty means every page. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** With what is to be said about messages. */
export interface LoadedSite extends Site {
  readonly messages: MessagesReport;
}

/** Reads the site from its loaded configuration. Writes nothing into it, `.docusaurus` included. */
export async function loadSite(context: LoadContext, options: SiteOptions): Promise<LoadedSite> {
  const locales = chooseLocales(context.siteConfig.i18n, options.locales);
  const docusaurus = openDocusaurus(context);
  const siteDir = await realpath(context.siteDir);
  const isChosen = matchesPage(options);
  const isLocalized = options.content.includes("docs") ? isChosen : () => false;
  const source = await loadSourceLocale(docusaurus, { ...context, siteDir, isLocalized });
  const { i18n } = source.context;
  const localeDirs = inSite(siteDir, localizationDirs(source.context, locales.translated));
  // All but the source locale's, which some sites write their originals in.
  const others = i18n.locales.filter((locale) => locale !== i18n.defaultLocale);
  const site = { docusaurus, context: source.context, localizationDirs: localeDirs };
  const files = await findSources({
    site,
    siteDir,
    localizationDirs: [...localizationDirs(source.context, others).values()],
    instances: source.contents
      .flatMap(instanceIn)
      .filter(({ instance }) => options.content.includes(instance.kind)),
    isChosen,
  });
  const wantsMessages = options.content.includes("messages");
  const messages = wantsMessages ? await loadMessages(site, source) : noMessages;
  const sources = [...files, ...messages.sources.filter(({ page }) => isChosen(page))];
  return {
    dir: siteDir,
    sourceLocale: i18n.defaultLocale,
    locales: locales.translated,
    untranslatedLocales: locales.untranslated,
    localeDirs,
    sources: sources.toSorted((a, b) => (a.page < b.page ? -1 : Number(a.page > b.page))),
    unread: [...messages.unread.map(({ page }) => page), ...unreadBlogs(source, siteDir)],
    messages,
  };
}

const noMessages: LoadedMessages = { sources: [], unread: [], shippedFrom: new Map() };

function instanceIn({ plugin, content }: LoadedContent): readonly LoadedInstance[] {
  const instance = contentInstance(plugin);
  return instance === undefined ? [] : [{ instance, content }];
}

/** Which images belong to a blog is known from what it has loaded. */
function unreadBlogs({ contents }: SourceLocale, siteDir: string): readonly string[] {
  const unread = contents.filter(({ content }) => content === undefined).flatMap(instanceIn);
  return unread
    .filter(({ instance }) => instance.kind === "blog")
    .map(({ instance }) => posixPath(relative(siteDir, resolve(siteDir, instance.path))));
}

function localizationDirs(
  { siteDir, i18n }: LoadContext,
  locales: readonly Locale[],
): ReadonlyMap<Locale, string> {
  const { path, localeConfigs } = i18n;
  const dirOf = (locale: Locale) => resolve(siteDir, path, localeConfigs[locale]?.path ?? locale);
  return new Map(locales.map((locale) => [locale, dirOf(locale)]));
}

/** Sources may lie elsewhere and are only read; what is written stays in the site. */
function inSite(siteDir: string, dirs: ReadonlyMap<Locale, string>): ReadonlyMap<Locale, string> {
  for (const [locale, path] of dirs) {
    if (!isInside(siteDir, path))
      throw new UserError("localized-outside", { locale, path, site: siteDir });
  }
  return dirs;
}
