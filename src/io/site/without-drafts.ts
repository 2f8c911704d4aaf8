import { readFile } from "node:fs/promises";
import type { Markdown } from "../../core/document/markdown.ts";
import { readFrontMatter } from "../../core/document/read-front-matter.ts";
import { fewAtATime } from "./few-at-a-time.ts";

/** What tells whether a page is published. */
export interface Publishing {
  /** Knows the absolute paths of the pages that a content plugin has loaded, as a production build would. */
  readonly loaded: Pick<ReadonlySet<string>, "has">;
  readonly markdown: Pick<Markdown, "parseFrontMatter">;
}

/**
 * Leaves out drafts: Docusaurus asks a localized page by itself whether it is one, and would publish what nobody
 * meant to publish yet. What is loaded is none, so that only the rest is read. It may be missing for other reasons:
 *
 * | a page is not loaded | and is here |
 * |---|---|
 * | because its front matter says `draft: true` | left out |
 * | with the whole instance, because some file in it is broken | kept: one broken page does not take the others away |
 * | because `processBlogPosts` dropped it | kept: the function may decide otherwise in another locale, or tomorrow |
 * | because a plugin of the site that wraps the content plugin dropped it | kept, for the same reasons |
 * | because the source locale has a localized file of its own | kept: its other locales are still made of this one |
 * | because nobody can read it | kept, to be reported by its name |
 *
 * Unlisted pages are loaded: they are published, only not listed.
 */
export async function withoutDrafts(
  paths: readonly string[],
  { loaded, markdown }: Publishing,
): Promise<readonly string[]> {
  const isLeftOut = await fewAtATime(
    paths,
    async (path) => !loaded.has(path) && isDraft(path, markdown),
  );
  return paths.filter((_, index) => !isLeftOut[index]);
}

async function isDraft(path: string, markdown: Publishing["markdown"]): Promise<boolean> {
  try {
    const page = { filePath: path, fileContent: await readFile(path, "utf8") };
    const { frontMatter } = await readFrontMatter(page, () => markdown.parseFrontMatter(page));
    // Docusaurus takes the word for the value.
    return String(frontMatter["draft"]).trim().toLowerCase() === "true";
  } catch {
    return false;
  }
}
