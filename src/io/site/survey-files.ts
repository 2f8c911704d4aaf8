import { existsSync, realpathSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { Globby, GlobExcludeDefault, posixPath } from "@docusaurus/utils";
import type { FileSurvey, Orphan } from "../../core/doctor/file-survey.ts";
import type { ContentRoot, Locale, Source } from "../../core/model.ts";
import { isInside } from "./is-inside.ts";
import { reallyInside } from "./really-inside.ts";

/** The part of a site whose files are looked over. */
export interface SurveyedSite {
  /** Absolute, real path. */
  readonly dir: string;
  readonly locales: readonly Locale[];
  readonly localeDirs: ReadonlyMap<Locale, string>;
  readonly sources: readonly Source[];
}

/** Looks over the folders of pages and their localized twins; reads no file. */
export async function surveyFiles(site: SurveyedSite): Promise<FileSurvey> {
  const roots = rootsOf(site.sources);
  const dirs = [...site.localeDirs.values()];
  const leadingOut = await Promise.all(roots.map((root) => pagesLeadingOut(root, dirs)));
  const orphans = site.locales.map((locale) => orphansOf(locale, roots, site.dir));
  return {
    linkedFolders: roots.flatMap(({ dir }) => linkedFolder(dir, site.dir)),
    pagesLeadingOut: leadingOut.flat().map((path) => inSite(site.dir, path)),
    orphans: (await Promise.all(orphans)).flat(),
  };
}

function rootsOf(sources: readonly Source[]): readonly ContentRoot[] {
  const roots = sources.flatMap((source) => (source.format === "messages" ? [] : [source.root]));
  return [...new Map(roots.map((root) => [root.dir, root])).values()];
}

function linkedFolder(dir: string, siteDir: string): FileSurvey["linkedFolders"] {
  const real = existsSync(dir) ? realpathSync(dir) : dir;
  return real === dir ? [] : [{ file: inSite(siteDir, dir), real: inSite(siteDir, real) }];
}

async function pagesLeadingOut(
  { dir }: ContentRoot,
  localeDirs: readonly string[],
): Promise<readonly string[]> {
  const pages = (await pagesIn(dir)).map((page) => join(dir, page));
  const own = pages.filter((path) => !localeDirs.some((other) => isInside(other, path)));
  const inside = new Set(await reallyInside(dir, own));
  return own.filter((path) => !inside.has(path));
}

async function orphansOf(
  locale: Locale,
  roots: readonly ContentRoot[],
  siteDir: string,
): Promise<readonly Orphan[]> {
  const orphan = (path: string, source: string): Orphan => ({
    locale,
    file: inSite(siteDir, path),
    source: inSite(siteDir, source),
  });
  const pages = await Promise.all(
    roots.map(async ({ dir, localizedDirs }) => {
      const localizedDir = localizedDirs.get(locale);
      if (localizedDir === undefined || !existsSync(localizedDir)) return [];
      return (await pagesIn(localizedDir))
        .filter((page) => !existsSync(join(dir, page)))
        .map((page) => orphan(join(localizedDir, page), join(dir, page)));
    }),
  );
  return [
    ...pages.flat(),
    ...(await lostVersions(locale, roots)).map(({ path, source }) => orphan(path, source)),
  ];
}

/** Folders of docs versions that are no longer built. */
async function lostVersions(locale: Locale, roots: readonly ContentRoot[]) {
  const docs = roots.filter(({ kind }) => kind === "docs");
  const known = new Map(docs.map((root) => [root.localizedDirs.get(locale) ?? "", root]));
  const parents = new Map([...known].map(([path, { dir }]) => [dirname(path), dir]));
  const found = [...parents].map(async ([parent, dir]) => {
    const entries = await readdir(parent, { withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isDirectory() && /^(?:current$|version-)/.test(entry.name))
      .map((entry) => join(parent, entry.name))
      .filter((path) => !known.has(path))
      .map((path) => ({ path, source: join(dirname(dir), basename(path)) }));
  });
  return (await Promise.all(found)).flat();
}

async function pagesIn(dir: string): Promise<readonly string[]> {
  return Globby(["**/*.{md,mdx}"], { cwd: dir, ignore: GlobExcludeDefault });
}

function inSite(siteDir: string, path: string): string {
  return posixPath(relative(siteDir, path));
}
