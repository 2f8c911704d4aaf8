import { createMatcher } from "@docusaurus/utils";

/** The plugin's own globs, over site-relative paths. No `include` means every page. */
export interface PageGlobs {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Tells which pages the globs choose. `**` reaches a folder outside the site too, as `../docs/**` does. */
export function matchesPage({ include, exclude }: PageGlobs): (page: string) => boolean {
  const isIncluded = include.length === 0 ? () => true : anyOf(include);
  const isExcluded = anyOf(exclude);
  return (page) => isIncluded(page) && !isExcluded(page);
}

/** Globs never match `..` with a star, so that such a page is also tried without it. */
function anyOf(globs: readonly string[]): (page: string) => boolean {
  const matches = createMatcher([...globs]);
  return (page) => matches(page) || matches(page.replace(/^(\.\.\/)+/, ""));
}
