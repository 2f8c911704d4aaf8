import type { ContentKind } from "../../core/model.ts";

/** A plugin whose Markdown pages can be localized. */
export interface ContentPlugin {
  readonly kind: ContentKind;
  readonly pluginName: string;
  /** Its default folder, relative to the site. */
  readonly path: string;
}

/** The three that Docusaurus ships. Others localize nothing by file. */
export const contentPlugins: readonly ContentPlugin[] = [
  { kind: "docs", pluginName: "docusaurus-plugin-content-docs", path: "docs" },
  { kind: "blog", pluginName: "docusaurus-plugin-content-blog", path: "blog" },
  { kind: "pages", pluginName: "docusaurus-plugin-content-pages", path: "src/pages" },
];
