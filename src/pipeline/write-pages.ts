import { lookupSection, putSection } from "../core/memory/memory.ts";
import type { PageRecord } from "../core/model.ts";
import { copyAssets, countMissingAssets } from "./copy-assets.ts";
import { recordsOfPage } from "./fill.ts";
import { removeOrphans } from "./orphans.ts";
import { isThere } from "./own-pages.ts";
import { recordOf } from "./page-record.ts";
import { hashOf, noBytes } from "./page-state.ts";
import { renderPage } from "./render-page.ts";
import type { LocaleRun, PageRun, Ports, Task } from "./run.ts";
import { saveMemory } from "./save-memory.ts";
import { waysOf } from "./ways.ts";

/** Writes what changed, then Memory and the manifest; what a person edited stays as it is. */
export async function writePages(run: LocaleRun, task: Task, ports: Ports): Promise<WrittenPages> {
  const { records, written } = await copyAssets(run, task, ports);
  const batch: Written = { run, task, ports, records: [...records], written, editedPages: [] };
  let waiting: readonly PageRun[] = run.pages;
  // A partial stands on disk before a page that imports it does, or the build fails.
  for (let left = -1; waiting.length !== left; ) {
    left = waiting.length;
    const ready = new Set(waiting.filter((page) => hasItsPartials(page, ports)));
    for (const page of ready) await writePage(page, batch);
    waiting = waiting.filter((page) => !ready.has(page));
  }
  for (const page of waiting) {
    doWithoutPartials(page, batch);
    await writePage(page, batch);
  }
  const rewritten = new Set(batch.records.map(({ page }) => page));
  const orphans = await removeOrphans(run, rewritten, { task, ports });
  await save(batch, orphans.records);
  return {
    written: batch.written,
    editedPages: [...batch.editedPages, ...run.orphans.edited.map(({ page }) => page)],
    removed: orphans.removed,
  };
}

interface Written {
  readonly run: LocaleRun;
  readonly task: Task;
  readonly ports: Ports;
  readonly records: PageRecord[];
  readonly editedPages: string[];
  written: number;
}

function hasItsPartials({ ways }: PageRun, { files }: Ports): boolean {
  return ways.needs.every((file) => files.exists(file));
}

/** One that could not be written is shown in the source language. */
function doWithoutPartials(page: PageRun, { run, task, ports }: Written): void {
  const { source, document, target } = page;
  page.ways = waysOf(source, document, { run, target, task, ports, asThingsAre: true });
  page.rendered = undefined;
}

async function writePage(page: PageRun, batch: Written): Promise<void> {
  const { run, task, ports, records, editedPages } = batch;
  const rendered = await renderPage(page, { locale: run.locale, task, ports });
  if (rendered === undefined) {
    // What was tried for its messages in vain must be known to the next run, although there is no file.
    if (page.document.format === "messages")
      records.push(recordOf(page, noBytes, { run, task, ports }));
    return;
  }
  if (ports.engine.remembered) rememberSections(page, run);
  const bytes = new TextEncoder().encode(rendered);
  if (await isTheirs(page, bytes, ports)) {
    editedPages.push(page.source.page);
    return;
  }
  if (await writeIfNew(page, bytes, ports)) {
    batch.written++;
    ports.emit({ kind: "page-written", locale: run.locale, page: page.source.page });
  }
  records.push(recordOf(page, bytes, { run, task, ports }));
  if (records.length % pagesPerSave(run) === 0) await save(batch, []);
}

/**
 * A page that is written but not yet in the manifest looks like a person's if the run dies now. Saving takes the longer
 * the larger a site is, so that it is done a fixed number of times at most.
 */
function pagesPerSave({ pages }: LocaleRun): number {
  return Math.max(20, Math.ceil(pages.length / 20));
}

/** Others may have written since this run has read: their records stay. */
async function save({ run, ports, records }: Written, gone: readonly PageRecord[]): Promise<void> {
  if (ports.engine.remembered) await saveMemory(run, ports);
  const all = new Map((await ports.pages.read(run.locale)).map((record) => [record.page, record]));
  for (const { page } of gone) all.delete(page);
  for (const record of records) all.set(record.page, record);
  await ports.pages.write(run.locale, [...all.values()]);
}

export interface WrittenPages {
  readonly written: number;
  /** Left alone, because a person changed them. */
  readonly editedPages: readonly string[];
  /** Files whose source is gone. */
  readonly removed: number;
}

/** What `writePages` would do, as far as that is known before anything is asked for. */
export async function foreseePages(run: LocaleRun, ports: Ports): Promise<WrittenPages> {
  const { edited, ours } = run.orphans;
  const editedPages = edited.map(({ page }) => page);
  let written = await countMissingAssets(run, ports);
  for (const page of run.pages) {
    if (page.edited) editedPages.push(page.source.page);
    else if (page.rendered === undefined || !(await isThere(page, page.rendered, ports))) written++;
  }
  return { written, editedPages, removed: ours.length };
}

/** Sections that were put together from others' words get a line of their own, so that the next run finds them whole. */
function rememberSections(page: PageRun, run: LocaleRun): void {
  for (const record of recordsOfPage(page)) {
    const known = lookupSection(run.memory, record.key, page.source.page);
    const same =
      known !== undefined &&
      record.target.every((target, index) => target === (known[index]?.target ?? null));
    if (!same) putSection(run.memory, record);
  }
}

/**
 * Not what we wrote last, and not what we would write now. Looked at again right before writing: batches take hours,
 * and people work meanwhile.
 */
async function isTheirs(page: PageRun, bytes: Uint8Array, { files }: Ports): Promise<boolean> {
  const localized = await files.read(page.target);
  if (localized === undefined) return false;
  const now = hashOf(localized);
  return now !== hashOf(bytes) && (page.edited || now !== page.seen);
}

async function writeIfNew(page: PageRun, bytes: Uint8Array, { files }: Ports): Promise<boolean> {
  const localized = await files.read(page.target);
  if (localized !== undefined && hashOf(localized) === hashOf(bytes)) return false;
  await files.write(page.target, bytes);
  return true;
}
