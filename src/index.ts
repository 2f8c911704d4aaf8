import type { LoadContext, Plugin } from "@docusaurus/types";
import { declareCommands } from "./cli/commands.ts";
import { createBrokenLinkHook } from "./io/site/broken-links.ts";
import { type LinkedRoot, permalinksOf } from "./io/site/permalinks-of.ts";
import type { PluginOptions } from "./options.ts";

export { type Options, type PluginOptions, validateOptions } from "./options.ts";

/** Adds the command, and keeps links between translated and untranslated pages alive in every build. */
export default function translateLlmPlugin(context: LoadContext, options: PluginOptions): Plugin {
  let roots: readonly LinkedRoot[] = [];
  const { hooks } = context.siteConfig.markdown;
  // Docusaurus reads the hook while it initialises the other plugins, so it is set before anything is awaited.
  hooks.onBrokenMarkdownLinks = createBrokenLinkHook({
    siteDir: context.siteDir,
    earlier: hooks.onBrokenMarkdownLinks,
    roots: () => roots,
  });
  return {
    name: "docusaurus-plugin-translate-llm",
    extendCli(cli) {
      declareCommands(cli, context, options);
    },
    async allContentLoaded({ allContent }) {
      roots = permalinksOf(allContent, context);
    },
  };
}
