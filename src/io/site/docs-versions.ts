import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { ContentInstance } from "./content-instance.ts";
import { listIn, listOf, textIn } from "./foreign.ts";

/** One version of the docs of an instance. */
export interface DocsVersion {
  /** `current`, or as `versions.json` has it. */
  readonly name: string;
  /** Absolute: the folder of its pages. */
  readonly dir: string;
}

/** Where an instance of docs lies, and what it has loaded; `undefined` where that failed. */
export interface LoadedDocs {
  readonly instance: ContentInstance;
  readonly content: unknown;
  readonly siteDir: string;
}

/**
 * The versions that are built. What is loaded says so best; but one broken page anywhere keeps an instance from
 * loading, and must not take the other pages from us, so that the documented rules are the second choice.
 */
export async function docsVersions(docs: LoadedDocs): Promise<readonly DocsVersion[]> {
  return loadedVersions(docs.content) ?? (await versionsByRule(docs));
}

/** The name of a version's folder among the localized files. */
export function localizedName({ name }: DocsVersion): string {
  return name === current ? current : `version-${name}`;
}

const current = "current";

function loadedVersions(content: unknown): readonly DocsVersion[] | undefined {
  return listIn(content, "loadedVersions")?.flatMap((version) => {
    const [name, dir] = [textIn(version, "versionName"), textIn(version, "contentPath")];
    return name === undefined || dir === undefined ? [] : [{ name, dir }];
  });
}

async function versionsByRule({ instance, siteDir }: LoadedDocs): Promise<readonly DocsVersion[]> {
  const { current: hasCurrent, older, only } = instance.versions;
  const prefix = instance.id === "default" ? "" : `${instance.id}_`;
  const tagged = older ? await tagsIn(join(siteDir, `${prefix}versions.json`)) : [];
  return [...new Set([...(hasCurrent ? [current] : []), ...tagged])]
    .filter((name) => only?.includes(name) ?? true)
    .map((name) => ({
      name,
      dir:
        name === current
          ? resolve(siteDir, instance.path)
          : join(siteDir, `${prefix}versioned_docs`, `version-${name}`),
    }));
}

/** Broken ones have stopped Docusaurus before, while it initialised the plugin. */
async function tagsIn(path: string): Promise<readonly string[]> {
  const text = await readFile(path, "utf8").catch(() => "[]");
  const names: unknown = JSON.parse(text);
  return (listOf(names) ?? []).filter((name) => typeof name === "string");
}
