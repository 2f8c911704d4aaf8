import { join, normalize } from "node:path";
import { getPluginI18nPath, posixPath } from "@docusaurus/utils";
import type { Message } from "../../core/model.ts";
import type { HostPlugin } from "./docusaurus.ts";
import { callIn, listOf, memberOf, textIn } from "./foreign.ts";
import { isInside } from "./is-inside.ts";
import type { LoadedContent } from "./load-contents.ts";
import { messagesIn } from "./messages-in.ts";

/** One file of messages. */
export interface MessagesFile {
  /** Relative to a locale's folder, with `/`. */
  readonly page: string;
  readonly messages: readonly Message[];
}

/** What a plugin would have translated, sidebars and menus for instance. Empty files are never written. */
export async function pluginMessages({
  plugin,
  content,
}: LoadedContent): Promise<readonly MessagesFile[]> {
  const folder = messagesFolder(plugin);
  const files = listOf(await callIn(plugin, "getTranslationFiles", { content })) ?? [];
  return files.flatMap((file) => {
    const path = textIn(file, "path");
    const messages = messagesIn(memberOf(file, "content"));
    if (path === undefined || messages.length === 0) return [];
    const page = normalize(join(folder, `${path}.json`));
    return isInside(folder, page) ? [{ page: posixPath(page), messages }] : [];
  });
}

/** Where in a locale's folder the files of a plugin lie. */
export function messagesFolder({ name, options }: HostPlugin): string {
  const pluginId = textIn(options, "id") ?? "default";
  return getPluginI18nPath({ localizationDir: "", pluginName: name, pluginId });
}
