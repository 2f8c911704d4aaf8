import type { LoadContext, MarkdownConfig } from "@docusaurus/types";
import { readFrontMatter } from "../../core/document/read-front-matter.ts";

/**
 * A site whose plugins take front matter that is not read for none: one such page must not keep a whole plugin from
 * loading, and nothing in a page may run or hang while it does.
 */
export function withForgivingFrontMatter(context: LoadContext): LoadContext {
  const { siteConfig } = context;
  const { parseFrontMatter } = siteConfig.markdown;
  const markdown: MarkdownConfig = {
    ...siteConfig.markdown,
    parseFrontMatter: (page) =>
      readFrontMatter(page, () => parseFrontMatter(page)).catch(() => ({
        frontMatter: {},
        content: page.fileContent,
      })),
  };
  return { ...context, siteConfig: { ...siteConfig, markdown } };
}
