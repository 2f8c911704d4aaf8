import type { LoadContext, MarkdownConfig } from "@docusaurus/types";
import { readFrontMatter } from "../../core/document/read-front-matter.ts";
import type { AddedKeys } from "./watched-front-matter.ts";

/**
 * A site whose plugins take front matter that is not read for none: one such page must not keep a whole plugin from
 * loading, and nothing in a page may run or hang while it does.
 */
export function withForgivingFrontMatter(
  context: LoadContext,
  added: AddedKeys = () => ({}),
): LoadContext {
  const { siteConfig } = context;
  const { parseFrontMatter } = siteConfig.markdown;
  const markdown: MarkdownConfig = {
    ...siteConfig.markdown,
    parseFrontMatter: async (page) => {
      const { filePath: path, fileContent: text } = page;
      const parsed = await readFrontMatter(page, () => parseFrontMatter(page)).catch(() => ({
        frontMatter: {},
        content: text,
      }));
      const { frontMatter } = parsed;
      const keys = added({ path, text, frontMatter });
      return { ...parsed, frontMatter: { ...frontMatter, ...keys } };
    },
  };
  return { ...context, siteConfig: { ...siteConfig, markdown } };
}
