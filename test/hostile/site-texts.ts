import { readFile } from "node:fs/promises";
import { readData } from "../../src/core/data/read-data.ts";
import { readDocument } from "../../src/core/document/document.ts";
import { readMessages } from "../../src/core/messages/read-messages.ts";
import type { Locale, MessagesSource, Source } from "../../src/core/model.ts";
import type { TextRules } from "../../src/core/segment/rules.ts";
import type { Segment } from "../../src/core/segment/segment.ts";
import type { Site } from "../../src/io/ports.ts";

/** A text that is asked for in one locale at least. */
export interface PlacedText {
  readonly text: string;
  readonly kind: string;
  readonly page: string;
}

/** All texts of a site that has no translation yet. */
export async function textsOf(site: Site, rules: TextRules): Promise<readonly PlacedText[]> {
  const texts: PlacedText[] = [];
  for (const source of site.sources) {
    const { page } = source;
    for (const { text, kind } of await segmentsOf(source, site, rules))
      texts.push({ text, kind, page });
  }
  return texts;
}

async function segmentsOf(
  source: Source,
  site: Site,
  rules: TextRules,
): Promise<readonly Segment[]> {
  if (source.format === "asset") return [];
  if (source.format === "messages") return messageSegments(source, site);
  const { path, page, root } = source;
  const text = await readFile(path, "utf8");
  const document =
    source.format === "data"
      ? readData(text, source.holds)
      : await readDocument({ filePath: path, text }, root.markdown, rules);
  if ("reason" in document) throw new Error(`${page}:${document.line}: ${document.reason}`);
  return document.segments;
}

/** What Docusaurus ships in one locale may be missing in another one. */
function messageSegments(
  source: MessagesSource,
  { sourceLocale, locales }: Pick<Site, "sourceLocale" | "locales">,
): readonly Segment[] {
  const segments = locales.flatMap((locale: Locale) => {
    const read = readMessages(source, { sourceLocale, locale, file: undefined, stamps: [] });
    return "kind" in read ? [] : read.segments;
  });
  return [...new Map(segments.map((segment) => [segment.key, segment])).values()];
}
