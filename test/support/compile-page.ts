import { compileToJSX } from "@docusaurus/mdx-loader/lib/utils.js";
import { DEFAULT_PARSE_FRONT_MATTER } from "@docusaurus/utils";
import type { Nodes, Root } from "mdast";
import type { SourcePage } from "../../src/core/document/document.ts";
import { type MarkdownSettings, markdownConfigFor, pluginsOf } from "./markdown.ts";

/** Throws where Docusaurus refuses the page. */
export type Compiler = (page: SourcePage) => Promise<CompiledPage>;

export interface CompiledPage {
  /** Of the headings of depth 2 to 6, in page order; titles have no anchor. */
  readonly ids: readonly string[];
  readonly jsx: string;
}

/** Docusaurus' own loader with these settings. Making one takes long: keep it. */
export function compilerFor(settings: MarkdownSettings = {}): Compiler {
  let ids: string[] = [];
  const { before, after } = pluginsOf(settings);
  const collectIds = () => (tree: Root) => {
    ids = [...idsIn(tree)];
  };
  const options = {
    admonitions: true,
    staticDirs: [],
    siteDir: "/site",
    markdownConfig: markdownConfigFor(settings),
    beforeDefaultRemarkPlugins: before,
    remarkPlugins: [...after, collectIds],
    removeContentTitle: settings.dropsTitle ?? false,
  };
  return async ({ filePath, text }) => {
    const { frontMatter } = await DEFAULT_PARSE_FRONT_MATTER({ filePath, fileContent: text });
    const page = { filePath, fileContent: text, frontMatter, options };
    const { content } = await compileToJSX({ ...page, compilerName: "server" });
    return { ids, jsx: content };
  };
}

declare module "mdast" {
  interface HeadingData {
    id?: string;
  }
}

function* idsIn(node: Nodes): Generator<string> {
  if (node.type === "heading" && node.depth > 1) yield node.data?.id ?? "";
  if (!("children" in node)) return;
  for (const child of node.children) yield* idsIn(child);
}
