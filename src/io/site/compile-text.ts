import type { LoadContext, MarkdownConfig } from "@docusaurus/types";
import { DEFAULT_PARSE_FRONT_MATTER } from "@docusaurus/utils";
import type { RawPage } from "../../core/document/markdown.ts";
import { mapOffsets } from "../../core/document/offset-map.ts";
import { readFrontMatter } from "../../core/document/read-front-matter.ts";
import { refusal } from "../../core/document/refusal.ts";
import type { Locale } from "../../core/model.ts";
import type { CompiledPage, CompileFault } from "../ports.ts";
import { asBuilding } from "./as-building.ts";
import { type Docusaurus, forgetFrontMatter, openDocusaurus, unsupported } from "./docusaurus.ts";
import { callIn, memberOf } from "./foreign.ts";
import { loadPageLoaders, type PageLoaders } from "./page-loaders.ts";
import { toldNodes } from "./tell-nodes.ts";

/** Compiles one text. Calls must not overlap, because each borrows the process's environment. */
export type CompileText = (page: PlacedText) => Promise<Compiled>;

export type PlacedText = Omit<CompiledPage, "original">;

/** Why a text is no page, or what the page is made of but words. */
export type Compiled =
  | { readonly fault: CompileFault; readonly nodes?: undefined }
  | { readonly nodes: ReadonlySet<string> };

/** Loads a locale at its first page and keeps it. */
export function createTextCompiler(site: LoadContext): CompileText {
  const docusaurus = openDocusaurus(site);
  const loaders = new Map<Locale, Promise<PageLoaders>>();
  const loadersOf = (locale: Locale) => {
    const loaded = loaders.get(locale) ?? loadPageLoaders(docusaurus, site, locale);
    loaders.set(locale, loaded);
    return loaded;
  };
  return (page) =>
    asBuilding(page.locale, async () => compile(page, await loadersOf(page.locale), docusaurus));
}

async function compile(
  { source, path: filePath, text, locale }: PlacedText,
  { markdownConfig, optionsFor }: PageLoaders,
  docusaurus: Docusaurus,
): Promise<Compiled> {
  const options = optionsFor(filePath);
  if (options === undefined)
    throw unsupported(docusaurus.version, `the Markdown loader for ${source.page} in ${locale}`);
  const page = { filePath, fileContent: text };
  const made = await tryToCompile(page, { docusaurus, markdownConfig, options });
  if ("fault" in made) return made;
  const nodes = toldNodes(made.result);
  if (nodes === undefined) throw unsupported(docusaurus.version, "recma plugins");
  const isPartial = callIn(options, "isMDXPartial", filePath) === true;
  return { nodes: isPartial && made.hasFrontMatter ? new Set([...nodes, stray]) : nodes };
}

/** Docusaurus only warns of it, but where `CI` is set the build fails; the author's own is the author's business. */
const stray = "front matter in a partial";

interface Host {
  readonly docusaurus: Docusaurus;
  readonly markdownConfig: MarkdownConfig;
  readonly options: unknown;
}

type Made =
  | { readonly fault: CompileFault }
  | { readonly result: unknown; readonly hasFrontMatter: boolean };

async function tryToCompile(
  page: RawPage,
  { docusaurus, markdownConfig, options }: Host,
): Promise<Made> {
  try {
    const frontMatter = await frontMatterOf(page, markdownConfig);
    const admonitions = memberOf(options, "admonitions");
    const parsed = docusaurus.preprocess({ ...page, markdownConfig, admonitions });
    try {
      const params = { ...page, frontMatter, options, compilerName: "server" } as const;
      const hasFrontMatter = Object.keys(frontMatter).length > 0;
      return { result: await docusaurus.compileToJSX(params), hasFrontMatter };
    } catch (error) {
      // Docusaurus wraps what the compiler said into words that hold its path and its stack.
      const said = memberOf(error, "cause") ?? error;
      const text = page.fileContent;
      return { fault: refusal(said, { text, parsed, at: mapOffsets(text, parsed) }) };
    }
  } catch (error) {
    return { fault: refusal(error) };
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
