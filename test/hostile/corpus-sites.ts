import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import process from "node:process";
import fastGlob from "fast-glob";
import { listFiles, listPages, readSite, type Site } from "../corpus/site.ts";
import type { TempSiteContent } from "../support/temp-site/create-temp-site.ts";
import { code, type SiteConfig } from "../support/temp-site/site-config-source.ts";
import { neededAssets } from "./needed-assets.ts";
import { neededModules } from "./needed-modules.ts";
import { stubPages } from "./stub-pages.ts";

/**
 * Part of a real site's docs that builds by itself, with everything that is broken at `throw`. The pages were chosen so
 * that every kind of Segment of the site is among them, the rare ones as often as they can be had.
 */
interface Part {
  /** The content root in the corpus. */
  readonly root: string;
  /** Globs of the pages, relative to the root. */
  readonly pages: readonly string[];
  /** Where the modules lie that the corpus lacks: how their import begins, and a folder of the site. */
  readonly modules: Readonly<Record<string, string>>;
  readonly config: SiteConfig;
}

/** An import that only the site's own bundler configuration explains. */
function alias(name: string, folder: string): string {
  return `({siteDir}) => ({name: ${JSON.stringify(name)}, configureWebpack: () => ({resolve: {alias: {
    ${JSON.stringify(name)}: siteDir + ${JSON.stringify(`/${folder}`)},
  }}})})`;
}

/**
 * These sites list their pages by hand. Made from their folders, the sidebars hold several categories of the name of a
 * folder that has no index page (`your-first-app`, `plugins`): Docusaurus refuses them in every locale that has a folder
 * in `i18n`, and no page could carry a key.
 */
const sidebarItemsGenerator = code("({docs}) => docs.map(({id}) => ({type: 'doc', id}))");

/** Docusaurus counts an `<a id>` as an anchor only where it is none of JSX. */
const anchors = `() => function walk(node) {
  node.children?.forEach((child, index) => {
    const id = child.name === "a" && child.attributes.find(({name}) => name === "id")?.value;
    if (id) node.children[index] = {type: "element", tagName: "a", properties: {id}, children: []};
    walk(child);
  });
}`;

const parts = {
  /** MDX in `.md`: imports of components and of pages, elements in attributes, tabs, image titles. */
  "ionic-docs": {
    root: "docs",
    pages: [
      "{angular,react}/quickstart.md",
      "{angular,react}/your-first-app/6-deploying-mobile.md",
      "angular/{build-options,overview,zoneless}.md",
      "api/{popover,route,toast}.md",
      "deployment/progressive-web-app.md",
      "developing/{android,hardware-back-button,ios}.md",
      "intro/first-app.md",
      "javascript/quickstart.md",
      "theming/dark-mode.md",
      "updating/{5,7}-0.md",
    ],
    modules: {
      "@components/": "src/components/",
      "@ionic-internal/": "src/ionic/",
      "@site/": "",
    },
    config: {
      preset: { docs: { sidebarItemsGenerator } },
      site: {
        themes: [
          code(alias("@components", "src/components")),
          code(alias("@ionic-internal", "src/ionic")),
        ],
      },
    },
  },
  /** CommonMark in `.md`, with HTML in tables; a few pages are MDX. */
  "capacitor-docs": {
    root: "docs",
    pages: [
      "{index,plugins}.{md,mdx}",
      "apis/{camera,geolocation}.md",
      "cli/commands/*.md",
      "main/android/{custom-code,setting-target-sdk}.md",
      "main/guides/autofill-credentials.mdx",
      "main/ios/{configuration,troubleshooting,viewcontroller}.md",
    ],
    modules: { "@site/": "", "@components/": "src/components/" },
    config: {
      site: { baseUrl: "/docs/", markdown: { format: "detect" } },
      preset: { docs: { routeBasePath: "/", sidebarItemsGenerator } },
    },
  },
  /** Shortcut references to dozens of definitions with titles on each page; ids as comments of MDX. */
  playwright: {
    root: "nodejs/docs",
    pages: [
      "{browser-contexts,canary-releases,chrome-extensions,codegen-intro,dialogs,downloads}.mdx",
      "{emulation,evaluating,events,extensibility,getting-started-vscode,test-ui-mode}.mdx",
      "api/class-{filechooser,logger}.mdx",
    ],
    modules: { "@site/": "" },
    config: { preset: { docs: { rehypePlugins: [code(anchors)] } } },
  },
} as const satisfies Readonly<Record<string, Part>>;

export type CorpusSiteId = keyof typeof parts;

export const corpusSiteIds: readonly CorpusSiteId[] = [
  "ionic-docs",
  "capacitor-docs",
  "playwright",
];

/** The files and the configuration of such a part. Its pages are byte for byte those of the real site. */
export async function corpusSite(id: CorpusSiteId): Promise<TempSiteContent> {
  const part: Part = parts[id];
  const site = readSite(join(process.env["CORPUS_DIR"] ?? "../shared/corpus", id));
  const all = await readPages(site, part.root);
  const chosen = new Set(await fastGlob([...part.pages], { cwd: join(site.dir, part.root) }));
  const pages = new Map([...all].filter(([path]) => chosen.has(path)));
  const leftOut = new Map([...all].filter(([path]) => !chosen.has(path)));
  if (pages.size === 0) throw new Error(`None of the pages of ${id} is in the corpus.`);
  const docs = { ...Object.fromEntries(pages), ...stubPages(leftOut, [...pages.values()]) };
  const files = Object.fromEntries(
    Object.entries(docs).map(([path, text]) => [posix.join("docs", path), text]),
  );
  return {
    config: part.config,
    files: {
      ...neededAssets(files, listFiles(site)),
      ...neededModules(files, part.modules),
      ...files,
    },
  };
}

/** Paths are relative to the root. Partials belong to the pages that import them. */
async function readPages(site: Site, path: string): Promise<ReadonlyMap<string, string>> {
  const root = site.roots.find((other) => other.path === path);
  if (root === undefined) throw new Error(`${site.id} has no content root ${path}.`);
  const pages = await listPages(site, root);
  const texts = pages.sort().map(async (page) => {
    return [page, await readFile(join(site.dir, path, page), "utf8")] as const;
  });
  return new Map(await Promise.all(texts));
}
