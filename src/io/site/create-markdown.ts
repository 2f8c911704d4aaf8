import type { MarkdownConfig } from "@docusaurus/types";
import { createSlugger, DEFAULT_PARSE_FRONT_MATTER } from "@docusaurus/utils";
import type { PluggableList } from "unified";
import type { Markdown } from "../../core/document/markdown.ts";
import type { ContentInstance } from "./content-instance.ts";
import { type Docusaurus, forgetFrontMatter } from "./docusaurus.ts";
import { tagPermalink } from "./tag-permalink.ts";

/** How Docusaurus will read the pages of this instance, taken from the configuration it has resolved. */
export function createMarkdown(
  docusaurus: Docusaurus,
  markdownConfig: MarkdownConfig,
  instance: ContentInstance,
  { hasInlineTags }: { readonly hasInlineTags: boolean },
): Markdown {
  return {
    format: markdownConfig.format,
    comments: markdownConfig.mdx1Compat.comments,
    classicHeadingIds: markdownConfig.mdx1Compat.headingIds,
    commentHeadingIds: isAtLeast(docusaurus.version, [3, 10]),
    dropsTitle: instance.kind === "blog",
    keepsSlugCase: markdownConfig.anchors.maintainCase,
    tagPermalink: hasInlineTags ? tagPermalink : null,
    plugins: {
      before: pluggable(instance.beforeDefaultRemarkPlugins),
      after: pluggable(instance.remarkPlugins),
    },
    preprocess: (page) =>
      docusaurus.preprocess({ ...page, markdownConfig, admonitions: instance.admonitions }),
    parseFrontMatter(page) {
      forgetFrontMatter();
      return markdownConfig.parseFrontMatter({
        ...page,
        defaultParseFrontMatter: DEFAULT_PARSE_FRONT_MATTER,
      });
    },
    createSlugger,
  };
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [actualMajor = 0, actualMinor = 0] = version.split(".").map(Number);
  return actualMajor > major || (actualMajor === major && actualMinor >= minor);
}

/** `unified` takes a plugin, a preset, or a pair that starts with a plugin; Docusaurus has validated these already. */
function pluggable(plugins: readonly unknown[]): PluggableList {
  return plugins.filter(isPluggable);
}

function isPluggable(value: unknown): value is PluggableList[number] {
  return typeof value === "function" || (typeof value === "object" && value !== null);
}
