import { readFile } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { globTranslatableSourceFiles } from "@docusaurus/utils";
import type { HostPlugin } from "./docusaurus.ts";
import { fewAtATime } from "./few-at-a-time.ts";
import { callIn, listOf } from "./foreign.ts";
import { isInside } from "./is-inside.ts";

/** Whose code is searched for messages. */
export interface CodeSearch {
  readonly siteDir: string;
  readonly plugins: readonly HostPlugin[];
  readonly themeCommonDir: string | undefined;
}

/**
 * The files in which Docusaurus would find messages, in a stable order, for what is said twice counts as it is said
 * last. Inner folders come after outer ones, as Docusaurus mostly has them; and the site's own come last: a component
 * of a theme that the site has replaced is not what readers see.
 */
export async function codeFiles(search: CodeSearch): Promise<readonly string[]> {
  const { siteDir, plugins, themeCommonDir } = search;
  const own = join(siteDir, "src");
  const shared = themeCommonDir === undefined ? [] : [themeCommonDir];
  const folders = new Set([own, ...plugins.flatMap(foldersOf), ...shared]);
  // Docusaurus names them from the working folder.
  const found = (await globTranslatableSourceFiles([...folders])).map((file) => resolve(file));
  const isOwn = (file: string) => isInside(own, file);
  const files = [...new Set(found)].sort().toSorted((a, b) => depth(a) - depth(b));
  return withMessages([...files.filter((file) => !isOwn(file)), ...files.filter(isOwn)]);
}

function depth(file: string): number {
  return file.split(sep).length;
}

function foldersOf(plugin: HostPlugin): readonly string[] {
  const watched = listOf(callIn(plugin, "getPathsToWatch")) ?? [];
  return [...watched, callIn(plugin, "getThemePath")].flatMap((path) =>
    typeof path === "string" && path !== "" ? [resolve(plugin.path, path)] : [],
  );
}

/** Docusaurus takes messages only from files that import the module, and parsing all others would take most of the time. */
async function withMessages(files: readonly string[]): Promise<readonly string[]> {
  const texts = await fewAtATime(files, (file) => readFile(file, "utf8"));
  return files.filter((_, index) => texts[index]?.includes("@docusaurus/Translate"));
}
