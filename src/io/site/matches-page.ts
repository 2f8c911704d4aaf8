import { createMatcher } from "@docusaurus/utils";

/** The plugin's own globs, over site-relative paths. No `include` means every page. */
export interface PageGlobs {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * Tells which pages the globs choose. `**` reaches a folder outside the site too, as `../docs/**` does; a page whose
 * name looks like a glob is chosen by its name.
 */
export function matchesPage({ include, exclude }: PageGlobs): (page: string) => boolean {
  const isIncluded = include.length === 0 ? () => true : anyOf(include);
  const isExcluded = anyOf(exclude);
  return (page) => isIncluded(page) && !isExcluded(page);
}

/** Globs never match `..` with a star, so that such a page is also tried without it. */
function anyOf(globs: readonly string[]): (page: string) => boolean {
  const matches = createMatcher(globs.flatMap(alternatives));
  const names = new Set(globs);
  return (page) => names.has(page) || matches(page) || matches(page.replace(/^(\.\.\/)+/, ""));
}

/** One glob for each way through the braces: a matcher takes `..` in them for no folder. */
function alternatives(glob: string): readonly string[] {
  const [braces, inner] = /\{([^{}]*,[^{}]*)\}/.exec(glob) ?? [];
  if (braces === undefined || inner === undefined) return [glob];
  return inner.split(",").flatMap((part) => alternatives(glob.replace(braces, () => part)));
}
