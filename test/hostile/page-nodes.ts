import { basename } from "node:path";
import { DEFAULT_PARSE_FRONT_MATTER } from "@docusaurus/utils";
import type { Locale } from "../../src/core/model.ts";
import { asBuilding } from "../../src/io/site/as-building.ts";
import {
  type Docusaurus,
  forgetFrontMatter,
  openDocusaurus,
} from "../../src/io/site/docusaurus.ts";
import { memberOf, textIn } from "../../src/io/site/foreign.ts";
import { loadPageLoaders, type PageLoaders } from "../../src/io/site/page-loaders.ts";
import { loadContext } from "../support/temp-site/load-context.ts";

/** What a page executes, links to and shows, without its words. */
export interface PageNodes {
  /** The compiled page without its strings: modules, expressions, elements and the names of their attributes. */
  readonly code: readonly string[];
  readonly addresses: readonly string[];
  readonly ids: readonly string[];
}

/** Compiles pages of a site with its own loader options, as its build does. */
export type ReadNodes = (page: PlacedPage) => Promise<PageNodes>;

export interface PlacedPage {
  readonly locale: Locale;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

export async function nodesReader(siteDir: string): Promise<ReadNodes> {
  const context = await loadContext(siteDir);
  const docusaurus = openDocusaurus(context);
  const loaders = new Map<Locale, PageLoaders>();
  return (page) =>
    asBuilding(page.locale, async () => {
      const { locale } = page;
      const own = loaders.get(locale) ?? (await loadPageLoaders(docusaurus, context, locale));
      loaders.set(locale, own);
      return nodesOf(await compile(page, own, docusaurus), locale);
    });
}

async function compile(
  { path: filePath, text: fileContent }: PlacedPage,
  { markdownConfig, optionsFor }: PageLoaders,
  docusaurus: Docusaurus,
): Promise<string> {
  const options = optionsFor(filePath);
  const { parseFrontMatter } = markdownConfig;
  const page = { filePath, fileContent };
  forgetFrontMatter();
  const defaultParseFrontMatter = DEFAULT_PARSE_FRONT_MATTER;
  const { frontMatter } = await parseFrontMatter({ ...page, defaultParseFrontMatter });
  const compiled = await docusaurus.compileToJSX({
    ...page,
    frontMatter,
    options,
    compilerName: "server",
  });
  return textIn(compiled, "content") ?? String(memberOf(compiled, "content"));
}

function nodesOf(jsx: string, locale: Locale): PageNodes {
  const code = jsx
    .replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, "")
    .replaceAll("_jsxs(", "_jsx(");
  return {
    code: code.split(/[\s,[\]]+/),
    addresses: valuesOf(jsx, /\b"?(?:href|src|to|srcSet|action|formAction)"?: "((?:\\.|[^"\\])*)"/g)
      .map((address) => placeless(address, locale))
      .sort(),
    // The theme gives a title no anchor.
    ids: valuesOf(jsx.replace(/\.h1, \{\s*id: "[^"]*"/g, ""), /\b"?id"?: "((?:\\.|[^"\\])*)"/g),
  };
}

function valuesOf(jsx: string, pattern: RegExp): string[] {
  return [...jsx.matchAll(pattern)].map(([, value = ""]) => value);
}

/** A local address says where the page itself lies; what it leads to, the build checks. */
function placeless(address: string, locale: Locale): string {
  if (/^(?:[a-z][\w+.-]*:|\/\/|#)/i.test(address)) return address;
  return basename(address.replace(`/${locale}/`, "/"));
}
