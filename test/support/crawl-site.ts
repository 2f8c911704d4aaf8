import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type HtmlElement, htmlElements } from "./html-elements.ts";

/** A site as `docusaurus build` left it. */
export interface BuiltSite {
  /** The folder that the build wrote. */
  readonly dir: string;
  /** With a slash on both ends. */
  readonly baseUrl: string;
  /** The site's own `url`, such as `https://example.com`. */
  readonly origin: string;
  /** All but the source locale; each is built below a folder of its name. */
  readonly locales: readonly string[];
}

export interface Crawl {
  readonly pages: number;
  readonly links: number;
  readonly findings: readonly string[];
}

/**
 * Looks at every page of a built site: links, anchors and assets lead to something, nothing leads to a Markdown file,
 * and each locale has the pages of the source
 * locale, and they differ in nothing but words.
 */
export async function crawlSite(site: BuiltSite): Promise<Crawl> {
  const files = await listFiles(site.dir);
  const pages = await readPages(site, files);
  const world = { site, pages, files: new Set(files.map((file) => site.baseUrl + file)) };
  const found = [...pages.values()].flatMap((page) =>
    page.links.flatMap((link) => fault(link, page, world) ?? []),
  );
  return {
    pages: pages.size,
    links: [...pages.values()].reduce((sum, { links }) => sum + links.length, 0),
    findings: [...found, ...site.locales.flatMap((locale) => differences(locale, world))],
  };
}

interface Page {
  /** Decoded, without `.html`: `/base/fr/docs/start`. */
  readonly route: string;
  readonly ids: ReadonlySet<string>;
  /** Its elements in order, the ids of its headings, and where its links lead in any locale. */
  readonly outline: readonly string[];
  readonly links: readonly string[];
}

interface World {
  readonly site: BuiltSite;
  readonly pages: ReadonlyMap<string, Page>;
  /** Absolute URL paths, decoded. */
  readonly files: ReadonlySet<string>;
}

async function listFiles(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
}

async function readPages(
  { dir, baseUrl, locales }: BuiltSite,
  files: readonly string[],
): Promise<ReadonlyMap<string, Page>> {
  const pages = new Map<string, Page>();
  const prefix = new RegExp(`^${baseUrl}(?:(?:${locales.join("|")})(?:/|$))?`);
  for (const file of files.filter((name) => name.endsWith(".html"))) {
    const route = routeOf(baseUrl + file);
    pages.set(route, { route, ...contentOf(await readFile(join(dir, file), "utf8"), prefix) });
  }
  return pages;
}

/** The same for a page and for a link to it, whichever of its forms the link has. */
function routeOf(path: string): string {
  return path.replace(/(?:\/index)?\.html$/, "").replace(/(?<=.)\/$/, "");
}

function contentOf(html: string, prefix: RegExp): Omit<Page, "route"> {
  const elements = [...htmlElements(html)];
  const idsOf = ({ name, attributes }: HtmlElement) => [
    attributes.get("id") ?? "",
    name === "a" ? (attributes.get("name") ?? "") : "",
  ];
  return {
    ids: new Set(elements.flatMap(idsOf)),
    outline: elements
      .filter(({ name }) => !unseen.has(name))
      .map(({ name, attributes }) => {
        if (/^h[1-6]$/.test(name)) return `${name}#${attributes.get("id") ?? ""}`;
        return name === "a" ? `a ${attributes.get("href")?.replace(prefix, "") ?? ""}` : name;
      }),
    links: elements.flatMap(linksOf),
  };
}

const unseen: ReadonlySet<string> = new Set(["head", "link", "meta", "script", "style", "title"]);

function linksOf({ name, attributes }: HtmlElement): readonly string[] {
  const own = [attributes.get("href"), attributes.get("src"), attributes.get("poster")];
  if (/image$/.test(attributes.get("property") ?? attributes.get("name") ?? ""))
    own.push(attributes.get("content"));
  if (name === "meta" || name === "link" || name === "base") own.shift();
  if (name === "link" && attributes.get("rel") !== "preconnect") own.push(attributes.get("href"));
  const sets = attributes.get("srcset")?.split(",") ?? [];
  return [...own, ...sets.map((set) => set.trim().split(/\s/)[0])].filter(
    (link) => link !== undefined,
  );
}

function fault(link: string, page: Page, world: World): string | undefined {
  const { origin } = world.site;
  if (link.startsWith("data:")) return undefined;
  const from = new URL(page.route, origin);
  const url = URL.canParse(link, from.href) ? new URL(link, from) : undefined;
  if (url === undefined) return `${page.route}: no URL: ${link}`;
  if (url.origin !== origin) return undefined;
  const path = decodeURIComponent(url.pathname);
  if (/\.mdx?$/.test(path)) return `${page.route}: leads to raw Markdown: ${link}`;
  const target = world.pages.get(routeOf(path));
  if (target === undefined)
    return world.files.has(path) ? undefined : `${page.route}: leads nowhere: ${link}`;
  const id = decodeURIComponent(url.hash.slice(1));
  return id === "" || target.ids.has(id) ? undefined : `${page.route}: no such anchor: ${link}`;
}

/** Where a locale is not the source locale in other words. */
function differences(locale: string, { site, pages }: World): readonly string[] {
  const own = pagesOf(locale, site, pages);
  const source = pagesOf(undefined, site, pages);
  const missing = [...source.keys()].filter((route) => !own.has(route));
  const added = [...own.keys()].filter((route) => !source.has(route));
  return [
    ...missing.map((route) => `${locale}: has no page ${route}`),
    ...added.map((route) => `${locale}: has a page of its own: ${route}`),
    ...[...own].flatMap(([route, page]) => otherOutline(page, source.get(route))),
  ];
}

/** By their routes below the locale's base URL. */
function pagesOf(
  locale: string | undefined,
  { baseUrl, locales }: BuiltSite,
  pages: World["pages"],
): ReadonlyMap<string, Page> {
  const base = locale === undefined ? baseUrl : `${baseUrl}${locale}/`;
  const others = locale === undefined ? locales.map((other) => `${baseUrl}${other}/`) : [];
  const below = [...pages.values()].filter(({ route }) => {
    const path = `${route}/`;
    return path.startsWith(base) && !others.some((other) => path.startsWith(other));
  });
  return new Map(below.map((page) => [page.route.slice(base.length - 1) || "/", page]));
}

function otherOutline({ route, outline }: Page, source: Page | undefined): readonly string[] {
  // Tags, and the pages of a tag, are ordered by the letters of a language.
  if (source === undefined || /\/tags(?:\/|$)/.test(route)) return [];
  const length = Math.max(outline.length, source.outline.length);
  for (let at = 0; at < length; at++) {
    const [own, other] = [outline[at], source.outline[at]];
    if (own !== other) return [`${route}: has ${own ?? "nothing"} for ${other ?? "nothing"}`];
  }
  return [];
}
