import { relative } from "node:path";
import type { FileSurvey } from "../core/doctor/file-survey.ts";
import type { Finding } from "../core/doctor/findings.ts";
import { judgeFiles } from "../core/doctor/judge-files.ts";
import { judgeLocale } from "../core/doctor/judge-locale.ts";
import { judgePage, judgeRefusal, type SourceText } from "../core/doctor/judge-page.ts";
import type { ContentHash, Locale, PageSource, Source } from "../core/model.ts";
import type { TextRules } from "../core/segment/rules.ts";
import type { Compiler, Files, InspectLocale, PageStore, Site } from "../io/ports.ts";
import { hashOf, targetOf } from "./page-state.ts";

/** What is looked at. */
export interface Examination {
  readonly site: Site;
  readonly locales: readonly Locale[];
  readonly rules: TextRules;
}

/** Where the tool may have written. */
export interface OwnedSite {
  readonly site: Pick<Site, "dir">;
  readonly locales: readonly Locale[];
}

/** What the examination needs of the world. */
export interface ExaminePorts {
  readonly inspect: InspectLocale;
  readonly survey: () => Promise<FileSurvey>;
  readonly files: Pick<Files, "read">;
  readonly pages: Pick<PageStore, "read">;
  readonly compiler: Compiler;
}

/** Finds what would break once a site is translated, and what a person should know before. Writes and sends nothing. */
export async function examine(task: Examination, ports: ExaminePorts): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const own = await ownFiles(task, ports);
  for (const locale of task.locales) {
    const found = judgeLocale(await ports.inspect(locale));
    findings.push(...found.filter(({ file }) => !own.has(file)));
  }
  for (const source of task.site.sources.filter(isPage))
    findings.push(...(await examineSource(source, task, ports)));
  for (const locale of task.locales)
    for (const source of task.site.sources)
      findings.push(...(await examineLocalized(source, { locale, own, task, ports })));
  const survey = judgeFiles(await ports.survey());
  return [...findings, ...survey.filter(({ file }) => !own.has(file))];
}

/** What the tool has written and nobody has changed since will be mended by the next run, or removed. */
export async function ownFiles(
  { locales, site }: OwnedSite,
  { pages, files }: Pick<ExaminePorts, "pages" | "files">,
): Promise<ReadonlySet<string>> {
  const own = new Set<string>();
  // One after the other: a process may open some hundred files, and a site has thousands.
  for (const locale of locales)
    for (const { file, output } of await pages.read(locale))
      if ((await hashAt(`${site.dir}/${file}`, files)) === output) own.add(file);
  return own;
}

async function hashAt(
  path: string,
  files: ExaminePorts["files"],
): Promise<ContentHash | undefined> {
  const bytes = await files.read(path);
  return bytes && hashOf(bytes);
}

async function examineSource(
  source: PageSource,
  { site, rules }: Examination,
  { files, compiler }: ExaminePorts,
): Promise<readonly Finding[]> {
  const { page, path, root } = source;
  const text = decoded((await files.read(path)) ?? new Uint8Array());
  if (text === undefined) return [{ kind: "page-not-utf8", file: page, locales: [], details: {} }];
  const sourceText: SourceText = { page, path, text, markdown: root.markdown };
  const { isRead, findings } = await judgePage(sourceText, rules);
  if (!isRead) return findings;
  const fault = await compiler.compile({ source, locale: site.sourceLocale, path, text });
  return fault === undefined ? findings : [...findings, judgeRefusal(sourceText, fault)];
}

interface Localized {
  readonly locale: Locale;
  readonly own: ReadonlySet<string>;
  readonly task: Examination;
  readonly ports: ExaminePorts;
}

/** A file that a person has written stays, so that it must be sound by itself. */
async function examineLocalized(
  source: Source,
  { locale, own, task, ports }: Localized,
): Promise<readonly Finding[]> {
  // Messages of a person and ours share a file.
  if (source.format === "messages") return [];
  const path = targetOf(source, locale);
  const file = relative(task.site.dir, path).replaceAll("\\", "/");
  const bytes = own.has(file) ? undefined : await ports.files.read(path);
  if (bytes === undefined) return [];
  const about = { file, locales: [locale] };
  const written: Finding = { kind: "hand-written", ...about, details: {} };
  if (!isPage(source)) return [written];
  const text = decoded(bytes);
  if (text === undefined) return [written, { kind: "page-not-utf8", ...about, details: {} }];
  const fault = await ports.compiler.compile({ source, locale, path, text });
  if (fault === undefined) return [written];
  const { line, reason } = fault;
  return [written, { kind: "localized-page-refused", ...about, line, details: { reason } }];
}

/** A byte order mark is no part of the text. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isPage(source: Source): source is PageSource {
  return source.format === "page";
}
