import { indexMemory } from "../core/memory/memory.ts";
import { readMessages } from "../core/messages/read-messages.ts";
import type { ContentHash, Locale, MessagesSource, PageRecord, Source } from "../core/model.ts";
import type { Problem } from "../core/problems.ts";
import { ladderFor } from "../core/prompt/ladder.ts";
import { failedBefore } from "./given-up.ts";
import { isCurrent } from "./is-current.ts";
import { likelyStamps } from "./likely-stamps.ts";
import { findOrphans, noOrphans } from "./orphans.ts";
import { pageRun } from "./page-run.ts";
import { fileOf, hashOf, noBytes, targetOf } from "./page-state.ts";
import { readSource, takeApart } from "./read-source.ts";
import type { LocaleRun, Ports, SourceBytes, SourceState, Task } from "./run.ts";
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
  const states: SourceState[] = [];
  const empty = new Set<string>();
  for (const source of task.sources) {
    const { bytes, hash } = await readSource(source, ports.files);
    if (bytes.length === 0) empty.add(source.page);
    else states.push({ source, hash });
  }
  const open = (locale: Locale) => openLocale(locale, { task, ports, empty });
  const locales = await Promise.all(task.locales.map(open));
  const problems: Problem[] = [];
  for (const state of states) problems.push(...(await readStale(state, locales, { task, ports })));
  return { locales, problems };
}

interface Reading {
  readonly task: Task;
  readonly ports: Ports;
}

/** What cannot be read is a Problem, and is left alone. */
async function readStale(
  state: SourceState,
  locales: readonly LocaleRun[],
  { task, ports }: Reading,
): Promise<Problem[]> {
  const { source } = state;
  const stale: LocaleRun[] = [];
  for (const run of locales.filter(({ locale }) => hasPlace(source, locale))) {
    const record = run.records.get(source.page);
    if (record && (await isCurrent({ record, page: state, run, task, ports })))
      run.current.push(record);
    else stale.push(run);
  }
  if (stale.length === 0) return [];
  const page = await readSource(source, ports.files);
  if (source.format === "asset") {
    for (const run of stale) run.assets.push(page);
    return [];
  }
  if (source.format === "messages") {
    const found = stale.map((run) => addMessages(source, page, { run, task, ports }));
    return (await Promise.all(found)).flat();
  }
  const document = await takeApart(source, page.bytes, task);
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
    // What the manifest says comes last, and so has the last word. But a run may have died before it was written.
    stamps: [...likelyStamps(source, run), ...(record?.messages ?? [])],
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

async function openLocale(
  locale: Locale,
  { task, ports, empty }: Reading & { readonly empty: ReadonlySet<string> },
): Promise<LocaleRun> {
  const { prompt, retranslate, site } = task;
  const { memory, pages, engine, files } = ports;
  const records = new Map((await pages.read(locale)).map((record) => [record.page, record]));
  const partials = partialsOf(task, locale, empty);
  // A run over a part of the site does not see what is gone.
  const isWhole = task.sources.length === site.sources.length;
  const orphans = isWhole
    ? await findOrphans(records.values(), { locale, task, files, empty })
    : noOrphans;
  return {
    locale,
    memory: indexMemory(await memory.read(locale)),
    offer: { ladder: ladderFor(locale, prompt), retranslate },
    failed: engine.remembered ? failedBefore(records.values()) : new Map(),
    next: new Map(),
    partials,
    coming: new Set([...partials.values()].flatMap(({ file, isComing }) => (isComing ? file : []))),
    records,
    outputs: outputsOf(records.values()),
    pages: [],
    assets: [],
    current: [],
    orphans,
    leaving: new Set(orphans.ours.map(({ file }) => file)),
    copies: copiesOf(task, locale, empty),
  };
}

function copiesOf(task: Task, locale: Locale, empty: ReadonlySet<string>): ReadonlySet<string> {
  const assets = task.sources.filter(({ format, page }) => format === "asset" && !empty.has(page));
  return new Set(assets.map((source) => fileOf(targetOf(source, locale), task)));
}

/** That there is no file is nothing of ours that a person could have copied. */
function outputsOf(records: Iterable<PageRecord>): ReadonlySet<ContentHash> {
  const outputs = new Set([...records].map(({ output }) => output));
  outputs.delete(hashOf(noBytes));
  return outputs;
}
