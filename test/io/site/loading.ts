import { onTestFinished } from "vitest";
import type { ContentRoot, MessagesSource, PageSource, Source } from "../../../src/core/model.ts";
import type { Site } from "../../../src/io/ports.ts";
import { loadSite, type SiteOptions } from "../../../src/io/site/load-site.ts";
import {
  createTempSite,
  type TempSite,
  type TempSiteContent,
} from "../../support/temp-site/create-temp-site.ts";
import { loadContext } from "../../support/temp-site/load-context.ts";

/** The smallest docs folder that Docusaurus accepts. */
export const small = { "docs/a.md": "# A\n" };

export const everything: SiteOptions = {
  content: ["docs", "blog", "pages"],
  include: [],
  exclude: [],
};

/** A site that is gone when the test ends. */
export async function siteWith(content: TempSiteContent): Promise<TempSite> {
  const site = await createTempSite(content);
  onTestFinished(() => site.remove());
  return site;
}

export async function load({ dir }: TempSite, options: Partial<SiteOptions> = {}): Promise<Site> {
  return loadSite(await loadContext(dir), { ...everything, ...options });
}

export async function pagesOf(
  site: TempSite,
  options?: Partial<SiteOptions>,
): Promise<readonly string[]> {
  return (await filesOf(site, options)).map(({ page }) => page);
}

/** All but messages, which have no file of their own. */
export async function filesOf(
  site: TempSite,
  options?: Partial<SiteOptions>,
): Promise<readonly Exclude<Source, MessagesSource>[]> {
  const { sources } = await load(site, options);
  return sources.filter((source) => source.format !== "messages");
}

export async function pageSourcesOf(site: TempSite): Promise<readonly PageSource[]> {
  return (await load(site)).sources.filter((source) => source.format === "page");
}

/** The first Markdown page. */
export async function pageOf(site: TempSite): Promise<PageSource> {
  const [source] = await pageSourcesOf(site);
  if (source === undefined) throw new Error("The site has no pages.");
  return source;
}

/** The root of the first page. */
export async function rootOf(site: TempSite): Promise<ContentRoot> {
  return (await pageOf(site)).root;
}
