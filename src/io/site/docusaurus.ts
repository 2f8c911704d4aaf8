import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { LoadContext, MarkdownConfig } from "@docusaurus/types";
import type { RawPage } from "../../core/document/markdown.ts";
import { UserError } from "../../core/errors.ts";
import type { Locale } from "../../core/model.ts";
import { callIn, listOf, memberOf, textIn } from "./foreign.ts";

/**
 * What this package needs of Docusaurus beyond its documented API. This is the only module that reaches into
 * `@docusaurus/core/lib` and `@docusaurus/mdx-loader/lib`: when they move, this is the file to mend.
 */
export interface Docusaurus {
  /** Version of `@docusaurus/core` as the site has it, which need not be ours. */
  readonly version: string;
  loadContext(params: ContextParams): Promise<LoadContext>;
  /** Runs every plugin's constructor, and nothing after it. */
  initPlugins(context: LoadContext): Promise<readonly HostPlugin[]>;
  /**
   * The messages in the code of the site's own `src`, in that of plugins and in further files, by id. Where an id is
   * said twice, the last file wins, and Docusaurus lists the files of a folder in any order.
   */
  extractMessages(params: ExtractParams): Promise<unknown>;
  /** Folder of the package that holds much of what themes say, and that no theme answers for. */
  readonly themeCommonDir: string | undefined;
  /** The string-level passes that `mdx-loader` runs over a whole file before it parses. */
  preprocess(params: PreprocessParams): string;
  /** All that `mdx-loader` does to a page but wrap the result in a module. Rejects where the build would fail. */
  compileToJSX(params: CompileParams): Promise<unknown>;
  /** A plugin's messages with the locale's file over them. Rejects where that file is not as it must be. */
  localizePluginTranslationFile(params: TranslationFileParams): Promise<unknown>;
  /** The locale's `code.json`. Rejects likewise; none is none. */
  loadSiteCodeTranslations(params: { readonly localizationDir: string }): Promise<unknown>;
}

export interface TranslationFileParams {
  readonly localizationDir: string;
  readonly plugin: HostPlugin;
  /** As the plugin made it. */
  readonly translationFile: unknown;
}

export interface ContextParams {
  readonly siteDir: string;
  readonly config: string;
  readonly locale: string;
}

export interface ExtractParams {
  readonly siteDir: string;
  readonly plugins: readonly HostPlugin[];
  readonly extraSourceCodeFilePaths: readonly string[];
}

/** An initialised plugin instance. Its options are foreign: a wrapper may have left them as they were written. */
export interface HostPlugin {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The folder of its module: what it names by relative paths is named from here. */
  readonly path: string;
}

export interface PreprocessParams extends RawPage {
  readonly markdownConfig: MarkdownConfig;
  readonly admonitions: unknown;
}

export interface CompileParams extends RawPage {
  readonly frontMatter: Readonly<Record<string, unknown>>;
  /** As a content plugin hands them to `mdx-loader`. */
  readonly options: unknown;
  readonly compilerName: "server" | "client";
}

/** Finds Docusaurus from the site, not from here, so that it is the copy that builds the site, under pnpm too. */
export function openDocusaurus(site: SitePlace): Docusaurus {
  const core = findCore(site);
  // From core: `mdx-loader` is its dependency, so a strict node_modules shows it to nobody else.
  const require = createRequire(core);
  const version = textIn(require(core), "version") ?? "";
  const found = Object.fromEntries(forms.map((form) => [form.as, take(require, form)]));
  const themeCommon = pathOf(require, "@docusaurus/theme-common");
  const themeCommonDir = themeCommon && dirname(themeCommon);
  if (isComplete(found)) return { ...found, version, themeCommonDir };
  const lacking = forms.filter(({ as }) => typeof found[as] !== "function");
  throw unsupported(version, lacking.map(({ name, file }) => `${name} of ${file}`).join(", "));
}

/**
 * Empties the cache of the library behind `DEFAULT_PARSE_FRONT_MATTER`. It remembers a page before it has parsed it, so
 * that broken front matter counts as none when the page is read again; and it never forgets.
 */
export function forgetFrontMatter(): void {
  const require = createRequire(createRequire(import.meta.url).resolve("@docusaurus/utils"));
  for (const library of ["@11ty/gray-matter", "gray-matter"]) {
    const path = pathOf(require, library);
    const clear = path === undefined ? undefined : memberOf(require(path), "clearCache");
    if (typeof clear === "function") clear();
  }
}

/**
 * The language that a theme of Docusaurus really speaks in a locale: one that it ships no words for gets those of the
 * nearest. `undefined` where it ships none, or is no theme that takes its words from Docusaurus.
 */
export function shippedLanguage({ path }: HostPlugin, locale: Locale): Locale | undefined {
  const require = createRequire(join(path, "package.json"));
  const main = pathOf(require, "@docusaurus/theme-translations");
  if (main === undefined) return undefined;
  const tried = listOf(callIn(require(main), "codeTranslationLocalesToTry", locale)) ?? [];
  const folder = join(dirname(main), "..", "locales");
  return tried
    .filter((language) => typeof language === "string")
    .find((language) => existsSync(join(folder, language, "theme-common.json")));
}

type SitePlace = Pick<LoadContext, "siteDir" | "siteConfigPath">;
type Forms = Omit<Docusaurus, "version" | "themeCommonDir">;

interface Form {
  readonly as: keyof Forms;
  readonly file: string;
  readonly name: string;
}

const translations = "@docusaurus/core/lib/server/translations/translations";

const forms: readonly Form[] = [
  { as: "loadContext", file: "@docusaurus/core/lib/server/site", name: "loadContext" },
  { as: "initPlugins", file: "@docusaurus/core/lib/server/plugins/init", name: "initPlugins" },
  {
    as: "extractMessages",
    file: "@docusaurus/core/lib/server/translations/translationsExtractor",
    name: "extractSiteSourceCodeTranslations",
  },
  { as: "preprocess", file: "@docusaurus/mdx-loader/lib/preprocessor", name: "default" },
  { as: "compileToJSX", file: "@docusaurus/mdx-loader/lib/utils", name: "compileToJSX" },
  {
    as: "localizePluginTranslationFile",
    file: translations,
    name: "localizePluginTranslationFile",
  },
  { as: "loadSiteCodeTranslations", file: translations, name: "loadSiteCodeTranslations" },
];

/** A configuration given with `--config` may lie where nothing can be resolved; the site folder always can. */
function findCore({ siteDir, siteConfigPath }: SitePlace): string {
  const manifest = "@docusaurus/core/package.json";
  const core =
    pathOf(createRequire(siteConfigPath), manifest) ??
    pathOf(createRequire(join(siteDir, "package.json")), manifest);
  if (core === undefined) throw unsupported("", manifest);
  return core;
}

function take(require: NodeJS.Require, { file, name }: Form): unknown {
  const path = pathOf(require, file);
  return path === undefined ? undefined : memberOf(require(path), name);
}

function pathOf(require: NodeJS.Require, id: string): string | undefined {
  try {
    return require.resolve(id);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const code = textIn(error, "code");
  return code === "MODULE_NOT_FOUND" || code === "ERR_PACKAGE_PATH_NOT_EXPORTED";
}

/** That they are functions is all that can be checked of undocumented forms; the tests call them. */
function isComplete(found: object): found is Forms {
  return forms.every(({ as }) => typeof memberOf(found, as) === "function");
}

/** The host is there, but not as this package knows it. */
export function unsupported(version: string, what: string): UserError {
  return new UserError("docusaurus-unsupported", { version, what });
}
