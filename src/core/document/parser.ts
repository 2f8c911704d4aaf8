import remarkComment from "@slorber/remark-comment";
import type { Root } from "mdast";
import type { Extension } from "mdast-util-from-markdown";
import type { Options } from "mdast-util-to-markdown";
import remarkDirective from "remark-directive";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import { type PluggableList, type Processor, unified } from "unified";
import type { Markdown } from "./markdown.ts";
import { recordRanges } from "./record-ranges.ts";

declare module "unified" {
  interface Data {
    toMarkdownExtensions?: (Options | Options[])[];
  }
}

export type Format = "md" | "mdx";

export interface Parser {
  /** Throws a `VFileMessage` with reason and place where the text cannot be parsed. */
  parse(text: string): Root;
  /**
   * What the extensions do to a tree after parsing (GFM finds more autolinks). Kept apart because the nodes that it
   * makes have no position.
   */
  finish(tree: Root): Root;
  /** The URLs that `finish` makes links of in a text; ordered. */
  autolinksIn(text: string): readonly TextAutolink[];
  /** What each extension says about writing its own syntax. */
  readonly serialisers: readonly Options[];
}

export interface TextAutolink {
  readonly label: string;
  readonly url: string;
}

/** The parser that Docusaurus' loader uses for these pages: the same extensions in the same order, no transforms. */
export function parserFor(markdown: Markdown, format: Format): Parser {
  const known = parsers.get(markdown) ?? {};
  const parser = known[format] ?? createParser(markdown, format);
  parsers.set(markdown, { ...known, [format]: parser });
  return parser;
}

const parsers = new WeakMap<Markdown, { readonly [format in Format]?: Parser }>();

function createParser(markdown: Markdown, format: Format): Parser {
  const transforms: Transform[] = [];
  const processor = unified()
    .use(remarkParse)
    .use(syntaxPlugins(markdown, format))
    .use(setTransformsAside(transforms))
    .freeze();
  const finish = (tree: Root) =>
    transforms.reduce((current, transform) => transform(current) ?? current, tree);
  return {
    parse: (text) => processor.parse(text),
    finish,
    autolinksIn: (text) => (/:\/\/|www\.|@/i.test(text) ? linksIn(finish(textTree(text))) : []),
    serialisers: (processor.data().toMarkdownExtensions ?? []).flat(),
  };
}

/** The order is the loader's: with `remark-mdx` behind the comments, `<!-- -->` would not parse. */
function syntaxPlugins(markdown: Markdown, format: Format): PluggableList {
  return [
    ...(format === "mdx" ? [remarkMdx] : []),
    ...markdown.plugins.before,
    remarkFrontmatter,
    remarkDirective,
    remarkGfm,
    ...(markdown.comments ? ([[remarkComment, { ast: true }]] satisfies PluggableList) : []),
    ...markdown.plugins.after,
  ];
}

type Transform = NonNullable<Extension["transforms"]>[number];

function setTransformsAside(transforms: Transform[]) {
  return function (this: Processor) {
    const data = this.data();
    const extensions = (data.fromMarkdownExtensions ?? []).flat();
    data.fromMarkdownExtensions = [
      ...extensions.map((extension) => {
        transforms.push(...(extension.transforms ?? []));
        return { ...extension, transforms: [] };
      }),
      recordRanges,
    ];
  };
}

function textTree(value: string): Root {
  return { type: "root", children: [{ type: "paragraph", children: [{ type: "text", value }] }] };
}

function linksIn(tree: Root): TextAutolink[] {
  const [paragraph] = tree.children;
  if (paragraph?.type !== "paragraph") return [];
  return paragraph.children.flatMap((child) => {
    const [label] = child.type === "link" ? child.children : [];
    return child.type === "link" && label?.type === "text"
      ? [{ label: label.value, url: child.url }]
      : [];
  });
}
