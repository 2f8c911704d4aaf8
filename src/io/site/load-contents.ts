import { contentPlugins } from "./content-plugins.ts";
import type { HostPlugin } from "./docusaurus.ts";
import { callIn, memberOf, textIn } from "./foreign.ts";
import { quietly } from "./quietly.ts";

/** What a plugin of the site has read in the source locale, as a production build would: drafts are left out. */
export interface LoadedContent {
  readonly plugin: HostPlugin;
  /** Foreign data, `loaded-folders.ts` knows its shape; `undefined` where the plugin reads nothing, or could not. */
  readonly content: unknown;
  /** Why it could not, in its own words, which are foreign text. */
  readonly fault?: string;
}

/**
 * Lets docs, blogs, pages and all other plugins with words of their own read their content, once. To be called in the
 * environment of a build, while the folder that plugins generate files in is there.
 */
export async function loadContents(
  plugins: readonly HostPlugin[],
): Promise<readonly LoadedContent[]> {
  return quietly(() => Promise.all(plugins.filter(hasContent).map(loadContent)));
}

/** Whether the plugin has texts of its own, outside of pages and code. */
export function hasMessages(plugin: HostPlugin): boolean {
  return typeof memberOf(plugin, "getTranslationFiles") === "function";
}

function hasContent(plugin: HostPlugin): boolean {
  return hasMessages(plugin) || contentPlugins.some(({ pluginName }) => pluginName === plugin.name);
}

async function loadContent(plugin: HostPlugin): Promise<LoadedContent> {
  try {
    return { plugin, content: await callIn(plugin, "loadContent") };
  } catch (error) {
    return { plugin, content: undefined, fault: faultOf(error) };
  }
}

/** The first line: many plugins go on with advice about a command that is not ours. */
export function faultOf(error: unknown): string {
  const [line = ""] = (textIn(error, "message") ?? String(error)).trim().split("\n");
  return line;
}
