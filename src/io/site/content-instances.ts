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
  /** `false` where the docs in `path` are only the draft of a version to come, which is not built. */
  readonly buildsCurrentVersion: boolean;
}

/** Every content plugin instance of the site, wrapped ones too: a wrapper keeps the name of what it wraps. */
export function contentInstances(plugins: readonly HostPlugin[]): readonly ContentInstance[] {
  return plugins.flatMap((plugin) => {
    const known = contentPlugins.find(({ pluginName }) => pluginName === plugin.name);
    return known === undefined ? [] : [toInstance(known, plugin.options)];
  });
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
    buildsCurrentVersion: buildsCurrentVersion(options),
  };
}

function buildsCurrentVersion(options: HostPlugin["options"]): boolean {
  const only = textsIn(options, "onlyIncludeVersions");
  return (
    memberOf(options, "includeCurrentVersion") !== false &&
    (only === undefined || only.includes("current"))
  );
}

function textsIn(options: HostPlugin["options"], name: string): readonly string[] | undefined {
  return listIn(options, name)?.filter((item) => typeof item === "string");
}
