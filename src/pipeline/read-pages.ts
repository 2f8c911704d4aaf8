import { type Document, readDocument } from "../core/document/document.ts";
import { indexMemory } from "../core/memory/memory.ts";
import type { Locale, Source } from "../core/model.ts";
import type { Problem } from "../core/problems.ts";
import { ladderFor } from "../core/prompt/ladder.ts";
import { failedBefore } from "./given-up.ts";
import { pageRun } from "./page-run.ts";
import { hashOf, isCurrent, type SourceBytes } from "./page-state.ts";
import type { LocaleRun, Ports, Task } from "./run.ts";

export interface ReadPages {
  readonly locales: readonly LocaleRun[];
  /** Troubles of the sources themselves. */
  readonly problems: readonly Problem[];
}

/** Finds the pages that are not up to date, and takes only those apart; each is parsed once, whatever the locales. */
export async function readPages(task: Task, ports: Ports): Promise<ReadPages> {
  const locales = await Promise.all(task.locales.map((locale) => openLocale(locale, task, ports)));
  const problems: Problem[] = [];
  for (const source of task.sources) {
    const page = await readSource(source, ports);
    const stale: LocaleRun[] = [];
    for (const run of locales) {
      const record = run.records.get(source.page);
      if (record && (await isCurrent({ record, page, run, task, ports }))) run.current.push(record);
      else stale.push(run);
    }
    if (stale.length === 0 || page.bytes.length === 0) continue;
    const document = await take(page, task);
    if ("kind" in document) problems.push(document);
    else
      for (const run of stale) run.pages.push(await pageRun({ page, document, run, task, ports }));
  }
  return { locales, problems };
}

async function openLocale(
  locale: Locale,
  { prompt, retranslate }: Task,
  { memory, pages, engine }: Ports,
): Promise<LocaleRun> {
  const records = new Map((await pages.read(locale)).map((record) => [record.page, record]));
  return {
    locale,
    memory: indexMemory(await memory.read(locale)),
    offer: { ladder: ladderFor(locale, prompt), retranslate },
    failed: engine.remembered ? failedBefore(records.values()) : new Map(),
    next: new Map(),
    records,
    pages: [],
    current: [],
  };
}

async function readSource(source: Source, { files }: Ports): Promise<SourceBytes> {
  const bytes = (await files.read(source.path)) ?? new Uint8Array();
  return { source, bytes, hash: hashOf(bytes) };
}

/** A byte order mark is no part of the text; the localized page gets one where its source has one. */
const mark = /^\ufeff/;

/** Decodes and parses; a page that cannot be read is a Problem, and is left alone. */
async function take({ source, bytes }: SourceBytes, task: Task): Promise<Document | Problem> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      .decode(bytes)
      .replace(mark, "");
  } catch {
    return { kind: "not-utf8", page: source.page, line: 1, detail: "", text: "" };
  }
  const document = await readDocument(
    { filePath: source.path, text },
    source.root.markdown,
    task.rules,
  );
  if (!("reason" in document)) return document;
  return {
    kind: "source-refused",
    page: source.page,
    line: document.line,
    detail: document.reason,
    text: "",
  };
}
