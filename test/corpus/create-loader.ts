import { createRequire } from "node:module";
import { compileToJSX } from "@docusaurus/mdx-loader/lib/utils.js";
import type { MarkdownConfig } from "@docusaurus/types";
import { createSlugger, DEFAULT_PARSE_FRONT_MATTER } from "@docusaurus/utils";
import remarkMath from "remark-math";
import type { Markdown, RawPage } from "../../src/core/document/markdown.ts";
import { type HeadingIds, headingIds } from "./heading-ids.ts";
import type { SiteRoot } from "./site.ts";

/** Docusaurus' Markdown loader for one content root, and the same settings as the core wants them. */
export interface Loader {
  readonly markdown: Markdown;
  /** Throws where Docusaurus refuses the page. */
  compile(page: { readonly filePath: string; readonly text: string }): Promise<CompiledPage>;
}

export interface CompiledPage {
  /** Of the headings of depth 2 to 6, in page order. */
  readonly ids: readonly string[];
}

/** A site that has only what `site.json` says: the loader's defaults, the format, and math. */
export function createLoader(siteDir: string, { format, kind }: SiteRoot): Loader {
  const markdownConfig = markdownConfigFor(format);
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
    markdown: markdownFor(markdownConfig, kind),
    async compile({ filePath, text }) {
      const { frontMatter } = await DEFAULT_PARSE_FRONT_MATTER({ filePath, fileContent: text });
      collected.ids = [];
      await compileToJSX({
        filePath,
        fileContent: text,
        frontMatter,
        options,
        compilerName: "server",
      });
      return { ids: collected.ids };
    },
  };
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

type Preprocess = (page: RawPage & { markdownConfig: MarkdownConfig; admonitions: true }) => string;

/** Its only export is named `default`, which each runner unwraps in another way when it is imported. */
const { default: preprocess }: { readonly default: Preprocess } = createRequire(import.meta.url)(
  "@docusaurus/mdx-loader/lib/preprocessor.js",
);

function markdownFor(markdownConfig: MarkdownConfig, kind: string): Markdown {
  return {
    format: markdownConfig.format,
    comments: true,
    classicHeadingIds: true,
    commentHeadingIds: true,
    dropsTitle: kind === "blog",
    keepsSlugCase: false,
    plugins: { before: [], after: [remarkMath] },
    preprocess: (page) => preprocess({ ...page, markdownConfig, admonitions: true }),
    parseFrontMatter: (page) => DEFAULT_PARSE_FRONT_MATTER({ ...page }),
    createSlugger,
  };
}
