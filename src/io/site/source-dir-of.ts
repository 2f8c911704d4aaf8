import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { isInside } from "./is-inside.ts";

/** What is known about a folder whose place is not. All paths are absolute. */
export interface UnplacedPages {
  readonly localizedDir: string;
  /** The files that Docusaurus chose. */
  readonly paths: readonly string[];
  /** The plugin's default folder, the likeliest answer. */
  readonly likely: string;
}

/**
 * Finds the folder that a blog or the pages come from. Plugins cannot see each other's options, and loaded posts and
 * pages name their files only, so the folder is told by what must be in it: every chosen file that is not localized,
 * and an original of every one that is. Where all are localized and the folder is not the default one, it stays
 * unknown.
 */
export function sourceDirOf({ localizedDir, paths, likely }: UnplacedPages): string | undefined {
  const isLocalized = (path: string) => isInside(localizedDir, path);
  const originals = new Set(paths.filter((path) => !isLocalized(path)));
  const twins = paths.filter(isLocalized).map((path) => relative(localizedDir, path));
  return [likely, ...foldersAbove([...originals].at(0))].find(
    (dir) =>
      [...originals].every((path) => isInside(dir, path)) &&
      twins
        .map((twin) => join(dir, twin))
        .every((path) => !originals.has(path) && existsSync(path)),
  );
}

/** From the inside out. */
function foldersAbove(path: string | undefined): readonly string[] {
  if (path === undefined) return [];
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}
