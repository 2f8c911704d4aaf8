import process from "node:process";
import { createLoader, type Loader } from "./create-loader.ts";
import type { Job } from "./run-pages.ts";
import { listFiles, readSite, type Site, type SiteRoot } from "./site.ts";
import { tryPage } from "./try-page.ts";

/** Tries the pages that the parent process names. */
process.on("message", async (job: Job) => {
  process.send?.(await run(job));
});

async function run({ siteDir, root: index, file }: Job) {
  const { site, files } = openSite(siteDir);
  const root = site.roots[index];
  if (root === undefined) throw new Error(`${siteDir} has no root ${index}.`);
  return tryPage({ site, root, file, siteFiles: files, loader: loaderOf(site, root) });
}

interface OpenSite {
  readonly site: Site;
  readonly files: ReadonlySet<string>;
}

const openSites = new Map<string, OpenSite>();

function openSite(dir: string): OpenSite {
  const known = openSites.get(dir);
  if (known) return known;
  const site = readSite(dir);
  const open = { site, files: listFiles(site) };
  openSites.set(dir, open);
  return open;
}

const loaders = new Map<SiteRoot, Loader>();

function loaderOf(site: Site, root: SiteRoot): Loader {
  const loader = loaders.get(root) ?? createLoader(site.dir, root);
  loaders.set(root, loader);
  return loader;
}
