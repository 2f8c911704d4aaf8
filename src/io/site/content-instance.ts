import { GlobExcludeDefault } from "@docusaurus/utils";
import type { ContentKind } from "../../core/model.ts";
import { type ContentPlugin, contentPlugins } from "./content-plugins.ts";
import type { HostPlugin } from "./docusaurus.ts";
import { listIn, memberOf, textIn } from "./foreign.ts";

/** One instance of a content plugin, with the options that decide what its pages are and how they are read. */
export interface ContentInstance {
  readonly kind: ContentKind;
  readonly pluginName: string;
  readonly id: string;
  /** As the site wrote it: relative to the site folder, or absolute. */
  readonly path: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly admonitions: unknown;
  readonly remarkPlugins: readonly unknown[];
  readonly beforeDefaultRemarkPlugins: readonly unknown[];
  readonly versions: VersionChoice;
  /** Where it looks for its data, relative to a folder of its pages; whether there are such files is another question. */
  readonly dataFiles: readonly DataFile[];
}

/** Which versions of docs are built, of those that exist. Means nothing to other kinds. */
export interface VersionChoice {
  /** `false` where the docs in `path` are only the draft of a version to come. */
  readonly current: boolean;
  /** `false` where the others exist and are passed over. */
  readonly older: boolean;
  /** Without it, all of them. */
  readonly only: readonly string[] | undefined;
}

export interface DataFile {
  readonly holds: "authors" | "tags";
  readonly file: string;
}

/** `undefined` for any other plugin. One that is wrapped is known too: a wrapper keeps the name of what it wraps. */
export function contentInstance({ name, options }: HostPlugin): ContentInstance | undefined {
  const known = contentPlugins.find(({ pluginName }) => pluginName === name);
  return known && toInstance(known, options);
}

/** Fills in the plugins' own defaults, because a wrapper without `validateOptions` passes on what was written. */
function toInstance(known: ContentPlugin, options: HostPlugin["options"]): ContentInstance {
  return {
    kind: known.kind,
    pluginName: known.pluginName,
    id: textIn(options, "id") ?? "default",
    path: textIn(options, "path") ?? known.path,
    include: textsIn(options, "include") ?? ["**/*.{md,mdx}"],
    exclude: textsIn(options, "exclude") ?? GlobExcludeDefault,
    admonitions: memberOf(options, "admonitions") ?? true,
    remarkPlugins: listIn(options, "remarkPlugins") ?? [],
    beforeDefaultRemarkPlugins: listIn(options, "beforeDefaultRemarkPlugins") ?? [],
    versions: {
      current: memberOf(options, "includeCurrentVersion") !== false,
      older: memberOf(options, "disableVersioning") !== true,
      only: textsIn(options, "onlyIncludeVersions"),
    },
    dataFiles: dataFiles(known.kind, options),
  };
}

function dataFiles(kind: ContentKind, options: HostPlugin["options"]): readonly DataFile[] {
  const isWithoutTags = [null, false].some((off) => memberOf(options, "tags") === off);
  const tags: readonly DataFile[] = isWithoutTags
    ? []
    : [{ holds: "tags", file: textIn(options, "tags") ?? "tags.yml" }];
  const authors = textIn(options, "authorsMapPath") ?? "authors.yml";
  const inKind: Readonly<Record<ContentKind, readonly DataFile[]>> = {
    docs: tags,
    blog: [{ holds: "authors", file: authors }, ...tags],
    pages: [],
  };
  return inKind[kind];
}

function textsIn(options: HostPlugin["options"], name: string): readonly string[] | undefined {
  return listIn(options, name)?.filter((item) => typeof item === "string");
}
