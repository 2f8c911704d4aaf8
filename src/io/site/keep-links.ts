import type { LoadContext, Plugin } from "@docusaurus/types";
import { createBrokenLinkHook } from "./broken-links.ts";
import { type LinkedRoot, permalinksOf } from "./permalinks-of.ts";
import { remakeProcessors } from "./remake-processors.ts";

/** What a plugin does to keep links between translated and untranslated pages alive in every build. */
export function keepLinks(
  context: LoadContext,
): Required<Pick<Plugin, "allContentLoaded" | "configureWebpack">> {
  let roots: readonly LinkedRoot[] = [];
  const { hooks } = context.siteConfig.markdown;
  hooks.onBrokenMarkdownLinks = createBrokenLinkHook({
    siteDir: context.siteDir,
    earlier: hooks.onBrokenMarkdownLinks,
    roots: () => roots,
  });
  return {
    async allContentLoaded({ allContent }) {
      roots = permalinksOf(allContent, context);
    },
    configureWebpack: () => ({
      plugins: [{ apply: ({ options }) => remakeProcessors(options) }],
    }),
  };
}
