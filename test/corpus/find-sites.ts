import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readSite, type Site } from "./site.ts";

/** The sites in these folders: each is one site, or holds sites. A folder without any is an error. */
export function findSites(dirs: readonly string[]): Site[] {
  return dirs.flatMap(sitesIn);
}

function sitesIn(dir: string): Site[] {
  if (isSite(dir)) return [readSite(dir)];
  const inside = existsSync(dir) ? readdirSync(dir).map((name) => join(dir, name)) : [];
  const sites = inside.filter(isSite).map(readSite);
  if (sites.length === 0) throw new Error(`${dir} holds no site: there is no site.json in it.`);
  return sites;
}

function isSite(dir: string): boolean {
  return existsSync(join(dir, "site.json"));
}
