import { resolve } from "node:path";
import type { MarkdownHooks, OnBrokenMarkdownLinksFunction } from "@docusaurus/types";
import {
  parseLocalURLPath,
  resolveMarkdownLinkPathname,
  serializeURLPath,
} from "@docusaurus/utils";
import { isInside } from "./is-inside.ts";
import type { LinkedRoot } from "./permalinks-of.ts";
import { reportBrokenLink } from "./report-broken-link.ts";

/** What the hook works with. */
export interface BrokenLinks {
  readonly siteDir: string;
  /** What the site had there before: a severity or a function. It still decides about every link that stays broken. */
  readonly earlier: MarkdownHooks["onBrokenMarkdownLinks"];
  /** Read at each broken link, because the content is loaded after the hook is set, and again by a dev server. */
  readonly roots: () => readonly LinkedRoot[];
}

/**
 * A replacement for `siteConfig.markdown.hooks.onBrokenMarkdownLinks` that keeps half-translated sites building.
 * Docusaurus knows a localized page only by its place under `i18n`, so a link to `./a.md` breaks in every page that
 * has no twin there, and the links of the localized page break at every page that has none.
 */
export function createBrokenLinkHook(links: BrokenLinks): OnBrokenMarkdownLinksFunction {
  return (broken) =>
    permalinkOf(broken.url, sourceOf(broken), links) ?? fallBack(links.earlier, broken);
}

type BrokenLink = Parameters<OnBrokenMarkdownLinksFunction>[0];

function permalinkOf(url: string, sourceFilePath: string, links: BrokenLinks): string | undefined {
  const target = parseLocalURLPath(url);
  if (target === null || !/\.mdx?$/i.test(target.pathname)) return undefined;
  const root = rootOf(sourceFilePath, links.roots());
  if (root === undefined) return undefined;
  const pathname = resolveMarkdownLinkPathname(target.pathname, {
    sourceFilePath,
    sourceToPermalink: root.permalinks,
    contentPaths: { contentPath: root.dir, contentPathLocalized: root.localizedDir },
    siteDir: links.siteDir,
  });
  return pathname === null ? undefined : serializeURLPath({ ...target, pathname });
}

/** Docusaurus hands functions the path that it prints, relative to the working folder. */
function sourceOf({ sourceFilePath }: BrokenLink): string {
  return resolve(sourceFilePath);
}

/** The innermost, because one root may lie inside another. */
function rootOf(path: string, roots: readonly LinkedRoot[]): LinkedRoot | undefined {
  const depth = (root: LinkedRoot) =>
    Math.max(
      ...[root.dir, root.localizedDir].map((dir) => (isInside(dir, path) ? dir.length : -1)),
    );
  return roots
    .filter((root) => depth(root) >= 0)
    .toSorted((a, b) => depth(b) - depth(a))
    .at(0);
}

function fallBack(
  earlier: BrokenLinks["earlier"],
  broken: BrokenLink,
): ReturnType<OnBrokenMarkdownLinksFunction> {
  if (typeof earlier === "function") return earlier(broken);
  reportBrokenLink(earlier, broken);
  return undefined;
}
