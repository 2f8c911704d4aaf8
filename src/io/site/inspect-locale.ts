import { existsSync, realpathSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { LoadContext } from "@docusaurus/types";
import { posixPath } from "@docusaurus/utils";
import type { LoadFault, LocaleReport } from "../../core/doctor/locale-report.ts";
import type { DataSource, Locale, PageSource, Source } from "../../core/model.ts";
import type { InspectLocale } from "../ports.ts";
import { type Docusaurus, openDocusaurus } from "./docusaurus.ts";
import { isInside } from "./is-inside.ts";
import { type FoundFault, faultOf, type LoadedLocale, loadLocale } from "./load-locale.ts";
import { quietly } from "./quietly.ts";
import { sidebarKeys } from "./sidebar-keys.ts";
import type { AddedKeys } from "./watched-front-matter.ts";

/** Asks Docusaurus itself what a locale breaks at. Calls must not overlap: each borrows the environment. */
export function createInspector(context: LoadContext, sources: readonly Source[]): InspectLocale {
  const siteDir = realpathSync(context.siteDir);
  const docusaurus = openDocusaurus(context);
  const site = { siteDir, siteConfigPath: context.siteConfigPath };
  return (locale) => {
    const { i18n } = context;
    const localeConfig = i18n.localeConfigs[locale];
    const localizationDir = resolve(siteDir, i18n.path, localeConfig?.path ?? locale);
    const isTranslated = localeConfig?.translate ?? false;
    const place = { localizationDir, isTranslated };
    return quietly(() => inspect({ docusaurus, site, sources, locale, ...place }));
  };
}

interface Inspection {
  readonly docusaurus: Docusaurus;
  readonly site: Pick<LoadContext, "siteDir" | "siteConfigPath">;
  readonly sources: readonly Source[];
  readonly locale: Locale;
  /** Absolute. */
  readonly localizationDir: string;
  readonly isTranslated: boolean;
}

async function inspect(inspection: Inspection): Promise<LocaleReport> {
  const { locale, isTranslated } = inspection;
  const about = { locale, isTranslated };
  // Docusaurus reads the one before anything else, so that nothing more can be found out.
  const code = await brokenCode(inspection);
  if (code !== undefined) return { ...about, faults: [code], collisions: [] };
  const { faults, collisions } = await load(inspection, true);
  const older = faults.length === 0 ? [] : (await load(inspection, false)).faults;
  return {
    ...about,
    collisions,
    faults: faults.map((fault) => ({
      ...fault,
      isOlder: older.some(({ file, reason }) => file === fault.file && reason === fault.reason),
      dataFiles: dataFilesFor(fault, inspection),
    })),
  };
}

/** What keeps the configuration from being loaded is a fault like any other. */
async function load(
  { docusaurus, site, sources, locale }: Inspection,
  translate: boolean,
): Promise<LoadedLocale> {
  const added: AddedKeys = translate ? keysFor(sources, site.siteDir) : () => ({});
  try {
    return await loadLocale(docusaurus, { site, locale, translate, added });
  } catch (error) {
    return { faults: [faultOf(error, "configuration", { load: { site } })], collisions: [] };
  }
}

async function brokenCode({
  docusaurus,
  site,
  localizationDir,
}: Inspection): Promise<LoadFault | undefined> {
  try {
    await docusaurus.loadSiteCodeTranslations({ localizationDir });
    return undefined;
  } catch (error) {
    const file = posixPath(relative(site.siteDir, join(localizationDir, "code.json")));
    const fault = faultOf(error, "messages", { load: { site } });
    return { ...fault, file, isOlder: false, dataFiles: [] };
  }
}

/** What our localized pages will say to Docusaurus and their sources do not. Where one is written, it is read instead. */
function keysFor(sources: readonly Source[], siteDir: string): AddedKeys {
  const pages = new Map(sources.filter(isPage).map((source) => [source.path, source]));
  return ({ path, text, frontMatter }) => {
    const source = pages.get(path);
    if (source === undefined) return {};
    const { kind, dir } = source.root;
    return kind === "docs" ? sidebarKeys({ path, text, frontMatter }, { siteDir, dir }) : {};
  };
}

/** The locale's own files of authors and tags that stand for those of the page's folder. */
function dataFilesFor(
  { file }: FoundFault,
  { site: { siteDir }, sources, locale }: Inspection,
): LoadFault["dataFiles"] {
  const path = resolve(siteDir, file);
  const dirsOf = ({ root }: DataSource) => [root.dir, root.localizedDirs.get(locale) ?? root.dir];
  return sources
    .filter(isData)
    .filter((source) => dirsOf(source).some((dir) => isInside(dir, path)))
    .map((source) => ({ holds: source.holds, path: localizedPath(source, locale) }))
    .filter((localized) => existsSync(localized.path))
    .map(({ holds, path }) => ({ holds, file: posixPath(relative(siteDir, path)) }));
}

function localizedPath({ root, path }: PageSource | DataSource, locale: Locale): string {
  return join(root.localizedDirs.get(locale) ?? root.dir, relative(root.dir, path));
}

function isPage(source: Source): source is PageSource {
  return source.format === "page";
}

function isData(source: Source): source is DataSource {
  return source.format === "data";
}
