import { join, relative } from "node:path";
import type { Locale, PageSource } from "../../../src/core/model.ts";
import type { CompileFault } from "../../../src/io/ports.ts";
import { createCompiler } from "../../../src/io/site/compile-pages.ts";
import type { TempSite } from "../../support/temp-site/create-temp-site.ts";
import { loadContext } from "../../support/temp-site/load-context.ts";
import { pageSourcesOf } from "./loading.ts";

/** Says what the compiler thinks of a text in the place of a page, in French where nothing is said. */
export type Compile = (
  page: string,
  text: string,
  locale?: Locale,
) => Promise<CompileFault | undefined>;

export async function compilerOf(site: TempSite): Promise<Compile> {
  const sources = await pageSourcesOf(site);
  const { compile } = createCompiler(await loadContext(site.dir));
  return (page, text, locale = "fr") => {
    const source = named(page, sources);
    return compile({ source, locale, path: pathOf(source, locale), text });
  };
}

/** Says what the compiler thinks of a translation into French of what an author wrote in the place of a page. */
export type CompileTranslation = (
  page: string,
  original: string,
  text: string,
) => Promise<CompileFault | undefined>;

export async function translationCompilerOf(site: TempSite): Promise<CompileTranslation> {
  const sources = await pageSourcesOf(site);
  const { compile } = createCompiler(await loadContext(site.dir));
  return (page, original, text) => {
    const source = named(page, sources);
    return compile({ source, locale: "fr", path: pathOf(source, "fr"), text, original });
  };
}

function named(page: string, sources: readonly PageSource[]): PageSource {
  const source = sources.find((each) => each.page === page);
  if (source === undefined) throw new Error(`There is no ${page}.`);
  return source;
}

function pathOf({ path, root }: PageSource, locale: Locale): string {
  const localizedDir = root.localizedDirs.get(locale);
  return localizedDir === undefined ? path : join(localizedDir, relative(root.dir, path));
}
