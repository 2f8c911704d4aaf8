import type { PluggableList } from "unified";

/**
 * How Docusaurus reads the pages of one content root. The host's own functions come in as parameters, so that a page
 * is cut exactly as the build will cut it; everything else is the site's resolved configuration.
 */
export interface Markdown {
  /** `markdown.format`; a page's front matter `mdx.format` outranks it. */
  readonly format: "md" | "mdx" | "detect";
  /** `markdown.mdx1Compat.comments`: `<!-- -->` is a comment. */
  readonly comments: boolean;
  /** `markdown.mdx1Compat.headingIds`: `## Title {#id}` works in MDX. */
  readonly classicHeadingIds: boolean;
  /** Docusaurus 3.10 and later: an MDX comment `#id` at the end of a heading pins its id. */
  readonly commentHeadingIds: boolean;
  /** The blog drops a page's first `#` heading, so that it takes no slug. */
  readonly dropsTitle: boolean;
  /** `markdown.anchors.maintainCase`. */
  readonly keepsSlugCase: boolean;
  /**
   * The end of the URL of a tag that is a name in a page's front matter; `null` where such names are keys of a file of
   * tags.
   */
  readonly tagPermalink: ((tag: string) => string) | null;
  /** The site's own remark plugins, for the syntax that they add; their transforms never run here. */
  readonly plugins: { readonly before: PluggableList; readonly after: PluggableList };
  /** The string-level passes that run before the parser, over the whole file. */
  preprocess(page: RawPage): string;
  parseFrontMatter(page: RawPage): Promise<ParsedFrontMatter>;
  /** A new one for each page: it numbers repeated slugs. */
  createSlugger(): Slugger;
}

export interface RawPage {
  /** Absolute. */
  readonly filePath: string;
  readonly fileContent: string;
}

export interface ParsedFrontMatter {
  readonly frontMatter: Readonly<Record<string, unknown>>;
  /** What follows the front matter. */
  readonly content: string;
}

export interface Slugger {
  slug(value: string, options?: { maintainCase?: boolean }): string;
}
