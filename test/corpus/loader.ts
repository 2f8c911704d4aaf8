import { createRequire } from 'node:module';
import path from 'node:path';
import { createSlugger, DEFAULT_PARSE_FRONT_MATTER } from '@docusaurus/utils';
import remarkMath from 'remark-math';
import type { Markdown } from '../../src/core/document/markdown.ts';

const require = createRequire(import.meta.url);
const { createProcessorUncached } = require('@docusaurus/mdx-loader/lib/processor');
const { default: preprocess } = require('@docusaurus/mdx-loader/lib/preprocessor');

/** A site that has only what `site.json` says: mdx-loader's defaults, the format, and math. */
export function loaderFor(siteDir: string, format: 'md' | 'mdx' | 'detect', kind: string): Loader {
  const markdownConfig = {
    format,
    mermaid: false,
    emoji: true,
    mdx1Compat: { comments: true, admonitions: true, headingIds: true },
    anchors: { maintainCase: false },
    remarkRehypeOptions: undefined,
    hooks: { onBrokenMarkdownLinks: () => undefined, onBrokenMarkdownImages: () => undefined },
  };
  const options = {
    admonitions: true,
    staticDirs: [],
    siteDir,
    markdownConfig,
    remarkPlugins: [remarkMath],
    removeContentTitle: kind === 'blog',
  };
  return { markdown: markdownOf(options), compile: compilerOf(options) };
}

export interface Loader {
  readonly markdown: Markdown;
  readonly compile: Compile;
}

interface LoaderOptions {
  readonly siteDir: string;
  readonly removeContentTitle: boolean;
  readonly markdownConfig: { readonly format: 'md' | 'mdx' | 'detect' };
}

function markdownOf({ markdownConfig, removeContentTitle }: LoaderOptions): Markdown {
  return {
    format: markdownConfig.format,
    comments: true,
    classicHeadingIds: true,
    commentHeadingIds: true,
    dropsTitle: removeContentTitle,
    keepsSlugCase: false,
    plugins: { before: [], after: [remarkMath] },
    preprocess: (page) => preprocess({ ...page, markdownConfig, admonitions: true }),
    parseFrontMatter: (page) => DEFAULT_PARSE_FRONT_MATTER({ ...page }),
    createSlugger,
  };
}

export type Compile = (filePath: string, text: string, format: 'md' | 'mdx', frontMatter: object) => Promise<CompiledPage>;

export interface CompiledPage {
  readonly ids: readonly string[];
}

function compilerOf(options: LoaderOptions): Compile {
  const processors = new Map<string, Promise<{ process(page: object): Promise<{ content: string; data: { toc?: unknown } }> }>>();
  return async (filePath, text, format, frontMatter) => {
    const processor = processors.get(format) ?? createProcessorUncached({ options, format });
    processors.set(format, processor);
    const content = preprocess({ fileContent: text, filePath, markdownConfig: options.markdownConfig, admonitions: true });
    const { process } = await processor;
    const compiled = await process({ content, filePath: path.resolve(filePath), frontMatter, compilerName: 'server' });
    return { ids: [...compiled.content.matchAll(/\bid: "((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '') };
  };
}
