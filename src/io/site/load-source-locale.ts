import type { LoadContext } from "@docusaurus/types";
import { asBuilding } from "./as-building.ts";
import type { Docusaurus, HostPlugin } from "./docusaurus.ts";
import { withTempDir } from "./with-temp-dir.ts";

/** The site as a build of its default locale would see it, before any content is loaded. */
export interface SourceLocale {
  readonly context: LoadContext;
  readonly plugins: readonly HostPlugin[];
}

/**
 * Loads the configuration again for the default locale and initialises its plugins. `.docusaurus` belongs to a dev
 * server that may be running, so what plugins generate while they start goes to a folder of its own and is dropped.
 */
export async function loadSourceLocale(
  docusaurus: Docusaurus,
  { siteDir, siteConfigPath, i18n }: Pick<LoadContext, "siteDir" | "siteConfigPath" | "i18n">,
): Promise<SourceLocale> {
  const locale = i18n.defaultLocale;
  return withTempDir((generatedFilesDir) =>
    asBuilding(locale, async () => {
      const loaded = await docusaurus.loadContext({ siteDir, config: siteConfigPath, locale });
      const context = { ...loaded, generatedFilesDir };
      return { context, plugins: await docusaurus.initPlugins(context) };
    }),
  );
}
