import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import type { LoadContext } from "@docusaurus/types";
import { UserError } from "../../core/errors.ts";
import type { ContentKind, Locale, Source } from "../../core/model.ts";
import type { Site } from "../ports.ts";
import { chooseLocales } from "./choose-locales.ts";
import { type ContentInstance, contentInstances } from "./content-instances.ts";
import { contentRoot, type RootSite } from "./content-root.ts";
import { openDocusaurus } from "./docusaurus.ts";
import { findSources } from "./find-sources.ts";
import { isInside } from "./is-inside.ts";
import { loadSourceLocale } from "./load-source-locale.ts";
import { matchesPage } from "./matches-page.ts";

/** The part of the plugin's options that chooses what is translated. */
export interface SiteOptions {
  /** Without it, every locale of the site. */
  readonly locales?: readonly Locale[] | undefined;
  readonly content: readonly ContentKind[];
  /** Globs over `page`; empty means every page. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Reads the site from its loaded configuration. Writes nothing into it, `.docusaurus` included. */
export async function loadSite(context: LoadContext, options: SiteOptions): Promise<Site> {
  const locales = chooseLocales(context.siteConfig.i18n, options.locales);
  const docusaurus = openDocusaurus(context);
  const siteDir = await realpath(context.siteDir);
  const source = await loadSourceLocale(docusaurus, { ...context, siteDir });
  const { i18n } = source.context;
  const site = {
    docusaurus,
    context: source.context,
    localizationDirs: inSite(siteDir, localizationDirs(source.context, locales.translated)),
  };
  const instances = contentInstances(source.plugins).filter(
    ({ kind, buildsCurrentVersion }) => options.content.includes(kind) && buildsCurrentVersion,
  );
  return {
    dir: siteDir,
    sourceLocale: i18n.defaultLocale,
    locales: locales.translated,
    untranslatedLocales: locales.untranslated,
    sources: await sourcesOf(site, instances, matchesPage(options)),
  };
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

async function sourcesOf(
  site: RootSite,
  instances: readonly ContentInstance[],
  isChosen: (page: string) => boolean,
): Promise<readonly Source[]> {
  const { siteDir, i18n } = site.context;
  // All but the source locale's, which some sites write their originals in.
  const others = i18n.locales.filter((locale) => locale !== i18n.defaultLocale);
  const search = {
    siteDir,
    localizationDirs: [...localizationDirs(site.context, others).values()],
  };
  const found = await Promise.all(
    instances.map((instance) => {
      const { include, exclude } = instance;
      return findSources({ ...search, root: contentRoot(site, instance), include, exclude });
    }),
  );
  return found
    .flat()
    .filter(({ page }) => isChosen(page))
    .toSorted((a, b) => (a.page < b.page ? -1 : Number(a.page > b.page)));
}
