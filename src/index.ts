import type { LoadContext, Plugin } from "@docusaurus/types";
import { declareCommands } from "./cli/commands.ts";
import { keepLinks } from "./io/site/keep-links.ts";
import type { PluginOptions } from "./options.ts";

export { type Options, type PluginOptions, validateOptions } from "./options.ts";

/** Adds the commands, and keeps links between translated and untranslated pages alive in every build. */
export default function translateLlmPlugin(context: LoadContext, options: PluginOptions): Plugin {
  return {
    name: "docusaurus-plugin-translate-llm",
    extendCli(cli) {
      declareCommands(cli, context, options);
    },
    ...keepLinks(context),
  };
}
