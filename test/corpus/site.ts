import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fastGlob from "fast-glob";

/** One folder of the corpus: the documents of a real site, and the names of its other files. */
export interface Site {
  readonly id: string;
  /** Absolute. */
  readonly dir: string;
  readonly roots: readonly SiteRoot[];
}

export interface SiteRoot {
  readonly kind: string;
  /** Relative to the site folder. */
  readonly path: string;
  readonly format: "md" | "mdx" | "detect";
}

/** Reads `site.json`; throws with one sentence where it says nothing usable. */
export function readSite(dir: string): Site {
  const file = join(dir, "site.json");
  const site: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isSiteFile(site)) throw new Error(`${file} lacks "id", "format" or "roots".`);
  const roots = site.roots.map(({ kind, path, format }) => ({
    kind,
    path,
    format: format ?? site.format,
  }));
  return { id: site.id, dir: resolve(dir), roots };
}

interface SiteFile {
  readonly id: string;
  readonly format: SiteRoot["format"];
  readonly roots: readonly (Omit<SiteRoot, "format"> & Partial<Pick<SiteRoot, "format">>)[];
}

function isSiteFile(value: unknown): value is SiteFile {
  if (typeof value !== "object" || value === null) return false;
  const { id, format, roots }: { id?: unknown; format?: unknown; roots?: unknown } = value;
  return typeof id === "string" && isFormat(format) && Array.isArray(roots) && roots.every(isRoot);
}

function isRoot(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { kind, path, format }: { kind?: unknown; path?: unknown; format?: unknown } = value;
  const named = typeof kind === "string" && typeof path === "string";
  return named && (format === undefined || isFormat(format));
}

function isFormat(value: unknown): value is SiteRoot["format"] {
  return value === "md" || value === "mdx" || value === "detect";
}

/** Pages of a root, relative to it. */
export async function listPages(site: Site, root: SiteRoot): Promise<string[]> {
  const pages = await fastGlob("**/*.{md,mdx}", { cwd: join(site.dir, root.path), dot: true });
  if (pages.length === 0) throw new Error(`${join(site.dir, root.path)} holds no pages.`);
  return pages;
}

/** Files that the real site has: those of the corpus, and those that it only names. */
export function listFiles(site: Site): ReadonlySet<string> {
  const files = fastGlob.sync("**", { cwd: site.dir, dot: true });
  const list = join(site.dir, "ASSETS.txt");
  const named = existsSync(list) ? readFileSync(list, "utf8").split(/\r?\n/) : [];
  return new Set([...files, ...named.filter((name) => name !== "")]);
}
