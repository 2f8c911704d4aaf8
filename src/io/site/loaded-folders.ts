import { isDate } from "node:util/types";
import type { ContentKind } from "../../core/model.ts";
import { listIn, listOf, memberOf, textIn } from "./foreign.ts";

/** Pages of one folder as a content plugin loaded them, in the locale being built. */
export interface LoadedFolder {
  /** Only docs say where their pages come from. */
  readonly dir: string | undefined;
  readonly localizedDir: string | undefined;
  readonly pages: readonly LoadedPage[];
}

/** A page and its URL. */
export interface LoadedPage {
  /** The file that was chosen, as `@site/docs/a.md`: the localized one where it exists. */
  readonly source: string;
  readonly permalink: string;
  /** Of a post whose front matter has no date: what its path says, or else the history of its file. */
  readonly fileDate?: Date;
  /** Of a post: paths of its authors' images, as far as Docusaurus looks for them beside the post. */
  readonly authorImages: readonly string[];
}

/** What one instance put into `allContent`. */
export function loadedFolders(kind: ContentKind, content: unknown): readonly LoadedFolder[] {
  return readers[kind](content);
}

const readers: Readonly<Record<ContentKind, (content: unknown) => readonly LoadedFolder[]>> = {
  docs: (content) =>
    (listIn(content, "loadedVersions") ?? []).map((version) => ({
      dir: textIn(version, "contentPath"),
      localizedDir: textIn(version, "contentPathLocalized"),
      pages: pagesIn(listIn(version, "docs")),
    })),
  blog: (content) => {
    const posts = listIn(content, "blogPosts") ?? [];
    return [placeless(pagesIn(posts.map((post) => memberOf(post, "metadata"))))];
  },
  pages: (content) => [placeless(pagesIn(listOf(content)))],
};

function placeless(pages: readonly LoadedPage[]): LoadedFolder {
  return { dir: undefined, localizedDir: undefined, pages };
}

function pagesIn(items: readonly unknown[] = []): readonly LoadedPage[] {
  return items.flatMap((item) => {
    const [source, permalink] = [textIn(item, "source"), textIn(item, "permalink")];
    if (source === undefined || permalink === undefined) return [];
    const fileDate = fileDateOf(item);
    const authorImages = authorImagesOf(item);
    return [{ source, permalink, ...(fileDate && { fileDate }), authorImages }];
  });
}

function fileDateOf(item: unknown): Date | undefined {
  const date = memberOf(item, "date");
  const isWritten = memberOf(memberOf(item, "frontMatter"), "date") !== undefined;
  return isDate(date) && !isWritten ? date : undefined;
}

/** What begins otherwise is an address to Docusaurus. */
function authorImagesOf(post: unknown): readonly string[] {
  return (listIn(post, "authors") ?? []).flatMap((author) => {
    const image = textIn(author, "imageURL");
    return image?.startsWith("./") ? [image] : [];
  });
}
