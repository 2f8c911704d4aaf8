import { type PageDocument, readDocument } from "../../src/core/document/document.ts";
import { defaultTextRules } from "../../src/core/segment/rules.ts";
import { type MarkdownSettings, markdownFor } from "../support/markdown.ts";

/** The Document of a page that Docusaurus accepts. */
export async function documentOf(
  text: string,
  settings: MarkdownSettings = {},
): Promise<PageDocument> {
  const page = { filePath: "/site/docs/guides/page.mdx", text };
  const document = await readDocument(page, markdownFor(settings), defaultTextRules);
  if ("reason" in document) throw new Error(document.reason);
  return document;
}
