import { realpathSync } from "node:fs";
import { basename, sep } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { LoadContext, MarkdownConfig } from "@docusaurus/types";
import { DEFAULT_PARSE_FRONT_MATTER } from "@docusaurus/utils";
import type { RawPage } from "../../core/document/markdown.ts";
import { mapOffsets } from "../../core/document/offset-map.ts";
import { readFrontMatter } from "../../core/document/read-front-matter.ts";
import { refusal } from "../../core/document/refusal.ts";
import type { Locale } from "../../core/model.ts";
import type { CompiledPage, CompileFault, Compiler } from "../ports.ts";
import { asBuilding } from "./as-building.ts";
import { type Docusaurus, forgetFrontMatter, openDocusaurus, unsupported } from "./docusaurus.ts";
import { memberOf } from "./foreign.ts";
import { loadPageLoaders, type PageLoaders } from "./page-loaders.ts";
import { quietly } from "./quietly.ts";

/**
 * Loads a locale at its first page and keeps it. Pages are compiled one at a time, because each borrows the process's
 * environment and output.
 */
export function createCompiler(context: LoadContext): Compiler {
  const docusaurus = openDocusaurus(context);
  const site = { ...context, siteDir: realpathSync(context.siteDir) };
  const loaders = new Map<Locale, Promise<PageLoaders>>();
  const loadersOf = (locale: Locale) => {
    const loaded = loaders.get(locale) ?? loadPageLoaders(docusaurus, site, locale);
    loaders.set(locale, loaded);
    return loaded;
  };
  const inTurn = createQueue();
  const compile = async (page: CompiledPage) => {
    const fault = await faultOf(page, await loadersOf(page.locale), docusaurus);
    return fault && { ...fault, reason: withoutPaths(fault.reason, page, site) };
  };
  return {
    compile: (page) => inTurn(() => quietly(() => asBuilding(page.locale, () => compile(page)))),
  };
}

async function faultOf(
  { source, path: filePath, text, locale }: CompiledPage,
  { markdownConfig, optionsFor }: PageLoaders,
  docusaurus: Docusaurus,
): Promise<CompileFault | undefined> {
  const options = optionsFor(filePath);
  if (options === undefined)
    throw unsupported(docusaurus.version, `the Markdown loader for ${source.page} in ${locale}`);
  const page = { filePath, fileContent: text };
  try {
    const frontMatter = await frontMatterOf(page, markdownConfig);
    const admonitions = memberOf(options, "admonitions");
    const parsed = docusaurus.preprocess({ ...page, markdownConfig, admonitions });
    try {
      await docusaurus.compileToJSX({ ...page, frontMatter, options, compilerName: "server" });
      return undefined;
    } catch (error) {
      // Docusaurus wraps what the compiler said into words that hold its path and its stack.
      const said = memberOf(error, "cause") ?? error;
      return refusal(said, { text, parsed, at: mapOffsets(text, parsed) });
    }
  } catch (error) {
    return refusal(error);
  }
}

async function frontMatterOf(
  page: RawPage,
  { parseFrontMatter }: MarkdownConfig,
): Promise<Readonly<Record<string, unknown>>> {
  forgetFrontMatter();
  const defaultParseFrontMatter = DEFAULT_PARSE_FRONT_MATTER;
  const parse = () => parseFrontMatter({ ...page, defaultParseFrontMatter });
  return (await readFrontMatter(page, parse)).frontMatter;
}

/** A remark plugin of the site may say anything, and colours depend on the terminal. */
function withoutPaths(
  reason: string,
  { path }: CompiledPage,
  { siteDir }: Pick<LoadContext, "siteDir">,
): string {
  return stripVTControlCharacters(reason)
    .replaceAll(path, basename(path))
    .replaceAll(siteDir + sep, "")
    .trim();
}

/** Work that is handed in is done one by one, whether or not the one before went well. */
function createQueue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
}
