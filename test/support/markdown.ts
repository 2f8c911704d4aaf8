import { createRequire } from "node:module";
import type { MarkdownConfig } from "@docusaurus/types";
import { createSlugger, DEFAULT_PARSE_FRONT_MATTER } from "@docusaurus/utils";
import type { PluggableList } from "unified";
import type { Markdown, ParsedFrontMatter, RawPage } from "../../src/core/document/markdown.ts";
import { tagPermalink } from "../../src/io/site/tag-permalink.ts";

/** By `require`, because bundlers and Node disagree on what the default export of this module is. */
const require = createRequire(import.meta.url);
const { default: preprocess }: typeof import("@docusaurus/mdx-loader/lib/preprocessor.js") =
  require("@docusaurus/mdx-loader/lib/preprocessor");
const frontMatterCache: { clearCache(): void } = createRequire(
  require.resolve("@docusaurus/utils"),
)("@11ty/gray-matter");

/** What a site may configure; what is left out is Docusaurus' default. */
export interface MarkdownSettings {
  readonly format?: Markdown["format"];
  readonly comments?: boolean;
  readonly admonitionTitles?: boolean;
  readonly classicHeadingIds?: boolean;
  /** Not an option: Docusaurus before 3.10 does not know them. */
  readonly commentHeadingIds?: boolean;
  readonly keepsSlugCase?: boolean;
  readonly dropsTitle?: boolean;
  /** The folder has no file of tags. */
  readonly inlineTags?: boolean;
  readonly plugins?: Partial<Markdown["plugins"]>;
  readonly preprocessor?: (text: string) => string;
}

/** A `Markdown` made of Docusaurus' own functions, without a site. */
export function markdownFor(settings: MarkdownSettings = {}): Markdown {
  const markdownConfig = markdownConfigFor(settings);
  return {
    format: markdownConfig.format,
    comments: markdownConfig.mdx1Compat.comments,
    classicHeadingIds: markdownConfig.mdx1Compat.headingIds,
    commentHeadingIds: settings.commentHeadingIds ?? true,
    dropsTitle: settings.dropsTitle ?? false,
    tagPermalink: settings.inlineTags ? tagPermalink : null,
    keepsSlugCase: markdownConfig.anchors.maintainCase,
    plugins: pluginsOf(settings),
    preprocess: (page) => preprocess({ ...page, markdownConfig, admonitions: true }),
    parseFrontMatter,
    createSlugger,
  };
}

/** The library below caches a page before it parses it: read again, broken front matter would count as none. */
function parseFrontMatter(page: RawPage): Promise<ParsedFrontMatter> {
  frontMatterCache.clearCache();
  return DEFAULT_PARSE_FRONT_MATTER({ ...page });
}

/** Links and images that lead nowhere are swallowed: tests have pages only. */
export function markdownConfigFor(settings: MarkdownSettings): MarkdownConfig {
  const { preprocessor: rewrite } = settings;
  return {
    format: settings.format ?? "mdx",
    mermaid: false,
    emoji: true,
    mdx1Compat: {
      comments: settings.comments ?? true,
      admonitions: settings.admonitionTitles ?? true,
      headingIds: settings.classicHeadingIds ?? true,
    },
    anchors: { maintainCase: settings.keepsSlugCase ?? false },
    parseFrontMatter: DEFAULT_PARSE_FRONT_MATTER,
    remarkRehypeOptions: {},
    hooks: { onBrokenMarkdownLinks: () => undefined, onBrokenMarkdownImages: () => undefined },
    ...(rewrite && { preprocessor: ({ fileContent }) => rewrite(fileContent) }),
  };
}

export function pluginsOf({ plugins }: MarkdownSettings): {
  before: PluggableList;
  after: PluggableList;
} {
  return { before: plugins?.before ?? [], after: plugins?.after ?? [] };
}
