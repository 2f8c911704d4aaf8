import type { LoadContext } from "@docusaurus/types";
import { asBuilding } from "./as-building.ts";
import type { Docusaurus, HostPlugin } from "./docusaurus.ts";
import { withForgivingFrontMatter } from "./forgiving-front-matter.ts";
import { type LoadedContent, loadContents } from "./load-contents.ts";
import { type LocalizedPages, localizedKeys } from "./localized-keys.ts";
import type { AddedKeys } from "./watched-front-matter.ts";
import { withTempDir } from "./with-temp-dir.ts";
import { withoutLastUpdates } from "./without-last-updates.ts";

/** The site as a build of its default locale would see it. */
export interface SourceLocale {
  readonly context: LoadContext;
  readonly plugins: readonly HostPlugin[];
  readonly contents: readonly LoadedContent[];
}

type SourcePlace = Pick<LoadContext, "siteDir" | "siteConfigPath" | "i18n"> & LocalizedPages;

/**
 * Loads the configuration again for the default locale, initialises its plugins and lets them read. `.docusaurus`
 * belongs to a dev server that may be running, so what plugins generate goes to a folder of its own and is dropped.
 */
export async function loadSourceLocale(
  docusaurus: Docusaurus,
  { siteDir, siteConfigPath, i18n, isLocalized }: SourcePlace,
): Promise<SourceLocale> {
  const locale = i18n.defaultLocale;
  return withTempDir((generatedFilesDir) =>
    asBuilding(locale, async () => {
      const loaded = await docusaurus.loadContext({ siteDir, config: siteConfigPath, locale });
      const context = { ...loaded, generatedFilesDir };
      let added: AddedKeys = () => ({});
      const ours = withForgivingFrontMatter(context, (page) => added(page));
      const plugins = await docusaurus.initPlugins(withoutLastUpdates(ours));
      added = await localizedKeys(plugins, { siteDir, isLocalized });
      return { context, plugins, contents: await loadContents(plugins) };
    }),
  );
}
