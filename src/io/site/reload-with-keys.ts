import { contentPlugins } from "./content-plugins.ts";
import { callIn } from "./foreign.ts";
import { isInside } from "./is-inside.ts";
import { type LoadedContent, loadContents } from "./load-contents.ts";
import { loadedFolders } from "./loaded-folders.ts";
import { sidebarKeys } from "./sidebar-keys.ts";
import type { AddedKeys } from "./watched-front-matter.ts";

/** Keys that pages get while a part of the site is loaded again. */
export interface KeySwitch {
  added: AddedKeys;
}

/**
 * Docs with two categories of one label have no messages for Docusaurus, as long as both go by that label. Their
 * localized pages get keys of their own, and so the messages are those of docs that have these keys.
 */
export async function reloadWithKeys(
  contents: readonly LoadedContent[],
  keys: KeySwitch,
  siteDir: string,
): Promise<readonly LoadedContent[]> {
  const reloaded: LoadedContent[] = [];
  for (const loaded of contents) {
    if (await hasMessages(loaded)) reloaded.push(loaded);
    else {
      keys.added = keysIn(loaded, siteDir);
      const [again] = await loadContents([loaded.plugin]);
      reloaded.push(again ?? loaded);
      keys.added = () => ({});
    }
  }
  return reloaded;
}

async function hasMessages({ plugin, content }: LoadedContent): Promise<boolean> {
  const isDocs = contentPlugins.some(
    ({ kind, pluginName }) => kind === "docs" && pluginName === plugin.name,
  );
  if (!isDocs || content === undefined) return true;
  try {
    await callIn(plugin, "getTranslationFiles", { content });
    return true;
  } catch {
    return false;
  }
}

function keysIn({ content }: LoadedContent, siteDir: string): AddedKeys {
  const dirs = loadedFolders("docs", content).flatMap(({ dir }) => dir ?? []);
  return (page) => {
    const dir = dirs.find((one) => isInside(one, page.path));
    return dir === undefined ? {} : sidebarKeys(page, { siteDir, dir });
  };
}
