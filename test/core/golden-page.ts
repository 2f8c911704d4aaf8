import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import remarkMath from "remark-math";
import { type PageDocument, readDocument, segmentLine } from "../../src/core/document/document.ts";
import { type Edit, editsOf, type PagePlace } from "../../src/core/render/edits.ts";
import { render, type Translations } from "../../src/core/render/render.ts";
import { soundTranslations } from "../../src/core/render/sound-translations.ts";
import { defaultTextRules as rules } from "../../src/core/segment/rules.ts";
import { conform } from "../../src/core/words/conform.ts";
import type { MarkdownSettings } from "../support/markdown.ts";
import { markdownFor } from "../support/markdown.ts";

/** A folder of `test/fixtures/pages`, run through the core as a page of a site. */
export interface GoldenPage {
  readonly document: PageDocument;
  readonly edits: readonly Edit[];
  readonly source: string;
  /** One Segment a line: kind, class, text. */
  readonly segments: string;
  /** The localized page, with the lines of `reply.txt` as its translation. */
  readonly localized: string;
  /** The source with nothing but the edits. */
  readonly edited: string;
  /** Lines of `reply.txt` that did not become words of the page: `line | why | text`. */
  readonly problems: string;
}

export const filePath = (name: string) =>
  `/site/docs/guides/page.${name.endsWith("x") ? "mdx" : "md"}`;

export async function runGoldenPage(folder: string): Promise<GoldenPage> {
  const name = sourceName(folder);
  const source = readFileSync(join(folder, name), "utf8").replace(/^\ufeff/, "");
  const page = { filePath: filePath(name), text: source };
  const document = await readDocument(page, markdownFor(settingsOf(folder)), rules);
  if ("reason" in document) throw new Error(`${name}:${document.line}: ${document.reason}`);
  const edits = editsOf(document, placeOf(folder, name));
  const reply = readReply(folder, document);
  const sound = await soundTranslations({ document, rules, edits }, reply.translations);
  const rejected = sound.rejected.map(({ index }) => problem(document, index, "structure"));
  return {
    document,
    edits,
    source,
    segments: lines(document.segments.map((one) => `${one.kind} | ${one.class} | ${one.text}`)),
    localized: sound.text,
    edited: render(document, edits, new Map()),
    problems: lines([...reply.problems, ...rejected]),
  };
}

export function sourceName(folder: string): string {
  return existsSync(join(folder, "source.mdx")) ? "source.mdx" : "source.md";
}

/** `settings.json` holds what is not Docusaurus' default; `math` stands for the plugin, `page` and `date` are for `placeOf`. */
export function settingsOf(folder: string): MarkdownSettings {
  const { math, page: _, date: __, ...settings } = readSettings(folder);
  return math ? { ...settings, plugins: { after: [remarkMath] } } : settings;
}

function readSettings(folder: string) {
  const file = join(folder, "settings.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/** A fixture is `docs/guides/page.md(x)`, or its `page`, of a site with these files, on its way into French. */
function placeOf(folder: string, name: string): PagePlace {
  const { page = filePath(name).slice("/site/".length), date } = readSettings(folder);
  return {
    kind: "docs",
    page,
    date,
    root: "docs",
    localized: page.replace("docs/", "i18n/fr/docusaurus-plugin-content-docs/current/"),
    exists: (file) => siteFiles.has(file),
    partial: () => undefined,
  };
}

const siteFiles: ReadonlySet<string> = new Set([
  "docs/start.mdx",
  "docs/guides/install.md",
  "docs/guides/manual.pdf",
  "docs/guides/pictures/box.png",
  "docs/guides/pictures/screen.png",
  "i18n/fr/docusaurus-plugin-content-docs/current/guides/pictures/screen.png",
]);

function readReply(folder: string, document: PageDocument) {
  const reply = readFileSync(join(folder, "reply.txt"), "utf8").replace(/\n$/, "").split("\n");
  const translations = new Map<
    number,
    Translations extends ReadonlyMap<number, infer W> ? W : never
  >();
  const problems: string[] = [];
  document.segments.forEach((segment, index) => {
    const read = conform(reply[index] ?? "", segment.words);
    if ("words" in read) translations.set(index, read.words);
    else problems.push(problem(document, index, `${read.kind} ${read.detail}`.trim()));
  });
  if (reply.length !== document.segments.length)
    problems.push("reply.txt has another number of lines");
  return { translations, problems };
}

function problem(document: PageDocument, index: number, why: string): string {
  const segment = document.segments[index];
  return segment ? `${segmentLine(document, segment)} | ${why} | ${segment.text}` : "";
}

function lines(items: readonly string[]): string {
  return items.map((item) => `${item}\n`).join("");
}
