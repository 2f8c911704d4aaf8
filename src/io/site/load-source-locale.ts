import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LoadContext } from "@docusaurus/types";
import type { Docusaurus, HostPlugin } from "./docusaurus.ts";

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
  const generatedFilesDir = await mkdtemp(join(tmpdir(), "translate-llm-"));
  try {
    return await asBuilding(locale, async () => {
      const loaded = await docusaurus.loadContext({ siteDir, config: siteConfigPath, locale });
      const context = { ...loaded, generatedFilesDir };
      return { context, plugins: await docusaurus.initPlugins(context) };
    });
  } finally {
    await rm(generatedFilesDir, { recursive: true, force: true });
  }
}

const variable = "DOCUSAURUS_CURRENT_LOCALE";

/** Configurations read this variable, which `build` and `start` set but other commands do not. */
async function asBuilding<Result>(locale: string, work: () => Promise<Result>): Promise<Result> {
  // biome-ignore lint/style/noProcessEnv: Docusaurus passes the locale to the configuration in no other way.
  const env = process.env;
  const before = env[variable];
  env[variable] = locale;
  try {
    return await work();
  } finally {
    if (before === undefined) delete env[variable];
    else env[variable] = before;
  }
}
