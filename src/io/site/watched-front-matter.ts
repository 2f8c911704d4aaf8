import type { LoadContext, MarkdownConfig } from "@docusaurus/types";
import { readFrontMatter } from "../../core/document/read-front-matter.ts";
import { memberOf, textIn } from "./foreign.ts";

/** Sees every page that plugins read, and can take back what one of them fails at. */
export interface WatchedFrontMatter {
  readonly context: LoadContext;
  /** The page that an error is about: absolute; `undefined` where it names none that was read. */
  culprit(error: unknown): string | undefined;
  /** From now on, only what names the page is left of its front matter. `false` where that is so already. */
  blank(path: string): boolean;
}

/** What a page's front matter holds besides once it is translated. */
export type AddedKeys = (page: {
  readonly path: string;
  readonly text: string;
  readonly frontMatter: Readonly<Record<string, unknown>>;
}) => Readonly<Record<string, string>>;

/** A site whose plugins read front matter through us. */
export function watchFrontMatter(context: LoadContext, added: AddedKeys): WatchedFrontMatter {
  const read = new Set<string>();
  const blanked = new Set<string>();
  const { siteConfig } = context;
  const { parseFrontMatter } = siteConfig.markdown;
  const watched: MarkdownConfig["parseFrontMatter"] = async (page) => {
    const { filePath: path, fileContent } = page;
    read.add(path);
    const parse = () => readFrontMatter(page, () => parseFrontMatter(page));
    if (blanked.has(path)) return parse().then(onlyNames, () => nothingIn(fileContent));
    const parsed = await parse();
    const { frontMatter } = parsed;
    const keys = added({ path, text: fileContent, frontMatter });
    return { ...parsed, frontMatter: { ...frontMatter, ...keys } };
  };
  const markdown = { ...siteConfig.markdown, parseFrontMatter: watched };
  return {
    context: { ...context, siteConfig: { ...siteConfig, markdown } },
    culprit: (error) => pathNamedIn(messagesOf(error), read),
    blank: (path) => !blanked.has(path) && blanked.add(path).has(path),
  };
}

/** From the outermost error to its first cause. */
export function messagesOf(error: unknown): readonly string[] {
  const messages: string[] = [];
  for (let cause = error; cause !== undefined && messages.length < 10; ) {
    messages.push(textIn(cause, "message") ?? String(cause));
    cause = memberOf(cause, "cause");
  }
  return messages;
}

interface Parsed {
  readonly frontMatter: Readonly<Record<string, unknown>>;
  readonly content: string;
}

/** Sidebars and links go by these. */
const names = ["id", "slug", "title", "sidebar_label", "sidebar_key"];

function onlyNames({ frontMatter, content }: Parsed) {
  const kept = Object.entries(frontMatter).filter(
    ([name, value]) => names.includes(name) && typeof value === "string",
  );
  return { frontMatter: { ...anyDate, ...Object.fromEntries(kept) }, content };
}

function nothingIn(content: string) {
  return { frontMatter: anyDate, content };
}

/** Without one, Docusaurus asks git when a post was made, which takes time and may fail. */
const anyDate = { date: "2000-01-01" };

/** Docs name a page by its whole path, blogs by the one in their folder. */
function pathNamedIn(messages: readonly string[], read: ReadonlySet<string>): string | undefined {
  const named = messages.flatMap((message) =>
    [...message.matchAll(/path=(.+?)(?= failed\b| in version\b|$)/gm)].map(([, path = ""]) => path),
  );
  return [...read].find((path) =>
    named.some((name) => path === name || path.replaceAll("\\", "/").endsWith(`/${name}`)),
  );
}
