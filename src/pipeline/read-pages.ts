import { indexMemory } from "../core/memory/memory.ts";
import { readMessages } from "../core/messages/read-messages.ts";
import type { Locale, MessagesSource, Source } from "../core/model.ts";
import type { Problem } from "../core/problems.ts";
import { ladderFor } from "../core/prompt/ladder.ts";
import { failedBefore } from "./given-up.ts";
import { isCurrent } from "./is-current.ts";
import { likelyStamps } from "./likely-stamps.ts";
import { pageRun } from "./page-run.ts";
import { targetOf } from "./page-state.ts";
import { readSource, takeApart } from "./read-source.ts";
import type { LocaleRun, Ports, SourceBytes, Task } from "./run.ts";
import { partialsOf } from "./ways.ts";

export interface ReadPages {
  readonly locales: readonly LocaleRun[];
  /** Troubles of the sources themselves. */
  readonly problems: readonly Problem[];
}

/**
 * Finds the files that are not up to date, and takes only those apart; each page is parsed once, whatever the locales.
 */
export async function readPages(task: Task, ports: Ports): Promise<ReadPages> {
  const locales = await Promise.all(task.locales.map((locale) => openLocale(locale, task, ports)));
  const problems: Problem[] = [];
  const empty = new Set<string>();
  for (const source of task.sources) {
    const page = await readSource(source, ports.files);
    if (page.bytes.length === 0) empty.add(source.page);
    else problems.push(...(await readStale(page, locales, { task, ports })));
  }
  if (task.sources.length === task.site.sources.length) findOrphans(locales, task, empty);
  return { locales, problems };
}

interface Reading {
  readonly task: Task;
  readonly ports: Ports;
}

/** What cannot be read is a Problem, and is left alone. */
async function readStale(
  page: SourceBytes,
  locales: readonly LocaleRun[],
  { task, ports }: Reading,
): Promise<Problem[]> {
  const { source, bytes } = page;
  const stale: LocaleRun[] = [];
  for (const run of locales.filter(({ locale }) => hasPlace(source, locale))) {
    const record = run.records.get(source.page);
    if (record && (await isCurrent({ record, page, run, task, ports }))) run.current.push(record);
    else stale.push(run);
  }
  if (stale.length === 0) return [];
  if (source.format === "asset") {
    for (const run of stale) run.assets.push(page);
    return [];
  }
  if (source.format === "messages") {
    const found = stale.map((run) => addMessages(source, page, { run, task, ports }));
    return (await Promise.all(found)).flat();
  }
  const document = await takeApart(source, bytes, task);
  if ("kind" in document) return [{ ...document, page: source.page }];
  for (const run of stale) run.pages.push(await pageRun({ page, document, run, task, ports }));
  return [];
}

/** A locale whose themes could not be asked what they ship has none for their messages. */
function hasPlace(source: Source, locale: Locale): boolean {
  return source.format !== "messages" || source.targets.has(locale);
}

/** Which messages are ours to translate depends on the locale's own file. */
async function addMessages(
  source: MessagesSource,
  page: SourceBytes,
  { run, task, ports }: Reading & { readonly run: LocaleRun },
): Promise<Problem[]> {
  const { locale } = run;
  const file = await ports.files.read(targetOf(source, locale));
  const record = run.records.get(source.page);
  const document = readMessages(source, {
    sourceLocale: task.site.sourceLocale,
    locale,
    file,
    stamps: record?.messages ?? likelyStamps(source, run),
    isPreview: record?.pseudo ?? false,
  });
  if ("kind" in document) return [{ ...document, page: source.page, locale }];
  if (document.segments.length === 0 && file === undefined) return [];
  const { strange: ids } = document;
  const warning = { kind: "messages-unused", locale, file: source.page, ids } as const;
  if (ids.length > 0) ports.emit({ kind: "warning", warning });
  run.pages.push(await pageRun({ page, document, run, task, ports }));
  return [];
}

/** Localized files that nothing stands behind any more: what Docusaurus would still show of them is out of date. */
function findOrphans(
  locales: readonly LocaleRun[],
  { site }: Task,
  empty: ReadonlySet<string>,
): void {
  const live = new Set(site.sources.map(({ page }) => page).filter((page) => !empty.has(page)));
  const isUnread = (page: string) =>
    site.unread.some((name) => page === name || page.startsWith(`${name}/`));
  for (const { records, orphans } of locales) {
    const gone = [...records.values()].filter(({ page }) => !live.has(page) && !isUnread(page));
    orphans.push(...gone);
  }
}

async function openLocale(
  locale: Locale,
  task: Task,
  { memory, pages, engine }: Ports,
): Promise<LocaleRun> {
  const { prompt, retranslate } = task;
  const records = new Map((await pages.read(locale)).map((record) => [record.page, record]));
  return {
    locale,
    memory: indexMemory(await memory.read(locale)),
    offer: { ladder: ladderFor(locale, prompt), retranslate },
    failed: engine.remembered ? failedBefore(records.values()) : new Map(),
    next: new Map(),
    partials: partialsOf(task, locale),
    records,
    outputs: new Set([...records.values()].map(({ output }) => output)),
    pages: [],
    assets: [],
    current: [],
    orphans: [],
  };
}
