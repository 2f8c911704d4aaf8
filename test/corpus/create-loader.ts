import { fileURLToPath } from "node:url";
import type { MarkdownConfig } from "@docusaurus/types";
import { createSlugger, DEFAULT_PARSE_FRONT_MATTER } from "@docusaurus/utils";
import remarkMath from "remark-math";
import type { Markdown, RawPage } from "../../src/core/document/markdown.ts";
import { mapOffsets } from "../../src/core/document/offset-map.ts";
import { type RefusedPage, refusal } from "../../src/core/document/refusal.ts";
import { forgetFrontMatter, openDocusaurus } from "../../src/io/site/docusaurus.ts";
import { tagPermalink } from "../../src/io/site/tag-permalink.ts";
import { type HeadingIds, headingIds } from "./heading-ids.ts";
import type { SiteRoot } from "./site.ts";

/** Docusaurus' Markdown loader for one content root, and the same settings as the core wants them. */
export interface Loader {
  readonly markdown: Markdown;
  compile(page: RawPage): Promise<CompiledPage | RefusedPage>;
}

export interface CompiledPage {
  /** Of the headings of depth 2 to 6, in page order. */
  readonly ids: readonly string[];
}

/** A site that has only what `site.json` says: the loader's defaults, the format, and math. */
export function createLoader(siteDir: string, { format, kind }: SiteRoot): Loader {
  const markdownConfig = markdownConfigFor(format);
  const markdown = markdownFor(markdownConfig, kind);
  const collected: HeadingIds = { ids: [] };
  const options = {
    admonitions: true,
    staticDirs: [],
    siteDir,
    markdownConfig,
    remarkPlugins: [remarkMath, [headingIds, collected]],
    removeContentTitle: kind === "blog",
  };
  return {
    markdown,
    async compile(page) {
      collected.ids = [];
      const refused = await refusalOf(page, markdown, options);
      return refused ?? { ids: collected.ids };
    },
  };
}

async function refusalOf(
  page: RawPage,
  markdown: Markdown,
  options: object,
): Promise<RefusedPage | undefined> {
  try {
    const { frontMatter } = await markdown.parseFrontMatter(page);
    try {
      const settings = { frontMatter, options, compilerName: "server" } as const;
      await docusaurus.compileToJSX({ ...page, ...settings });
      return undefined;
    } catch (error) {
      const [text, parsed] = [page.fileContent, markdown.preprocess(page)];
      return refusal(causeOf(error), { text, parsed, at: mapOffsets(text, parsed) });
    }
  } catch (error) {
    return refusal(error);
  }
}

/** The loader wraps what the compiler said, and only the compiler knows the line. */
function causeOf(error: unknown): unknown {
  return error instanceof Error ? (error.cause ?? error) : error;
}

/** Links and images that lead nowhere are swallowed: the corpus has pages only. */
function markdownConfigFor(format: SiteRoot["format"]): MarkdownConfig {
  return {
    format,
    mermaid: false,
    emoji: true,
    mdx1Compat: { comments: true, admonitions: true, headingIds: true },
    anchors: { maintainCase: false },
    remarkRehypeOptions: undefined,
    parseFrontMatter: DEFAULT_PARSE_FRONT_MATTER,
    hooks: {
      onBrokenMarkdownLinks: () => undefined,
      onBrokenMarkdownImages: () => undefined,
    },
  };
}

function markdownFor(markdownConfig: MarkdownConfig, kind: string): Markdown {
  return {
    format: markdownConfig.format,
    comments: true,
    classicHeadingIds: true,
    commentHeadingIds: true,
    dropsTitle: kind === "blog",
    tagPermalink: kind === "pages" ? null : tagPermalink,
    keepsSlugCase: false,
    plugins: { before: [], after: [remarkMath] },
    preprocess: (page) => docusaurus.preprocess({ ...page, markdownConfig, admonitions: true }),
    parseFrontMatter(page) {
      forgetFrontMatter();
      return DEFAULT_PARSE_FRONT_MATTER({ ...page });
    },
    createSlugger,
  };
}

/** The copy that this package is tested with. */
const here = fileURLToPath(import.meta.url);
const docusaurus = openDocusaurus({ siteDir: here, siteConfigPath: here });
