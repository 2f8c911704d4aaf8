import { digestOf, lookupSection, putSection } from "../core/memory/memory.ts";
import type { KeptSegment, PageRecord, Tried } from "../core/model.ts";
import { problemWords } from "../core/problems.ts";
import { isWanted } from "./ask.ts";
import { recordsOfPage } from "./fill.ts";
import { triedBy } from "./given-up.ts";
import { keptSegment } from "./kept-segment.ts";
import { hashOf } from "./page-state.ts";
import { renderPage } from "./render-page.ts";
import type { LocaleRun, PageRun, Ports, Task } from "./run.ts";
import { saveMemory } from "./save-memory.ts";

/** Writes what changed, then Memory and the manifest; a page that a person edited stays as it is. */
export async function writePages(run: LocaleRun, task: Task, ports: Ports): Promise<WrittenPages> {
  const records: PageRecord[] = [];
  const count: { written: number; editedPages: string[] } = { written: 0, editedPages: [] };
  for (const page of run.pages) {
    const rendered = await renderPage(page, { locale: run.locale, task, ports });
    if (rendered === undefined) continue;
    if (ports.engine.remembered) rememberSections(page, run);
    const bytes = new TextEncoder().encode(rendered);
    if (await isTheirs(page, bytes, ports)) {
      count.editedPages.push(page.source.page);
      continue;
    }
    if (await writeIfNew(page, bytes, ports)) {
      count.written++;
      ports.emit({ kind: "page-written", locale: run.locale, page: page.source.page });
    }
    records.push(recordOf(page, bytes, { run, ports }));
    if (records.length % SAVE_EVERY === 0) await save(run, records, ports);
  }
  await save(run, records, ports);
  return count;
}

/** A page that is written but not yet in the manifest looks like a person's if the run dies now. */
const SAVE_EVERY = 20;

/** Others may have written since this run has read: their records stay. */
async function save(run: LocaleRun, records: readonly PageRecord[], ports: Ports): Promise<void> {
  if (ports.engine.remembered) await saveMemory(run, ports);
  const all = new Map((await ports.pages.read(run.locale)).map((record) => [record.page, record]));
  for (const record of records) all.set(record.page, record);
  await ports.pages.write(run.locale, [...all.values()]);
}

export interface WrittenPages {
  readonly written: number;
  /** Left alone, because a person changed them. */
  readonly editedPages: readonly string[];
}

/** What `writePages` would do, as far as that is known before anything is asked for. */
export async function foreseePages({ pages }: LocaleRun, ports: Ports): Promise<WrittenPages> {
  const count: { written: number; editedPages: string[] } = { written: 0, editedPages: [] };
  for (const page of pages) {
    if (page.edited) count.editedPages.push(page.source.page);
    else if (page.rendered === undefined || !(await isThere(page, page.rendered, ports)))
      count.written++;
  }
  return count;
}

/** With the manifest lost, our own pages look like a person's, until they turn out to be what we would write. */
export async function recogniseOwnPages(
  locales: readonly LocaleRun[],
  task: Task,
  ports: Ports,
): Promise<void> {
  for (const { locale, pages } of locales) {
    for (const page of pages.filter(({ edited }) => edited)) {
      const rendered = await renderPage(page, { locale, task, ports });
      if (rendered !== undefined && (await isThere(page, rendered, ports))) page.edited = false;
    }
  }
}

/**
 * Remembered words that their page cannot take count as missing, so that they are asked for in this very run. A page
 * of which something is missing anyway is tried once that is there.
 */
export async function tryRemembered(
  locales: readonly LocaleRun[],
  task: Task,
  ports: Ports,
): Promise<void> {
  for (const { locale, pages } of locales) {
    const whole = pages.filter((page) => !page.known.some((_, index) => isWanted(page, index)));
    for (const page of whole) await renderPage(page, { locale, task, ports });
  }
}

/** What no new answer could better stays as it was translated before. */
export function restoreEarlier(locales: readonly LocaleRun[]): void {
  for (const page of locales.flatMap(({ pages }) => pages)) {
    page.known.forEach((entry, index) => {
      const earlier = entry === undefined ? page.spares.get(index)?.shift() : undefined;
      if (earlier === undefined) return;
      page.known[index] = { ...earlier, isEarlier: true };
      page.rendered = undefined;
    });
  }
}

async function isThere({ target }: PageRun, rendered: string, { files }: Ports): Promise<boolean> {
  const localized = await files.read(target);
  return (
    localized !== undefined && hashOf(localized) === hashOf(new TextEncoder().encode(rendered))
  );
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

function recordOf(
  page: PageRun,
  bytes: Uint8Array,
  { run, ports }: { run: LocaleRun; ports: Ports },
): PageRecord {
  const { remembered } = ports.engine;
  const own = page.document.sections.map(({ key }) => key);
  const before = remembered ? undefined : run.records.get(page.source.page);
  const sections = [...new Set([...own, ...(before?.sections ?? [])])];
  const kept = keptOf(page);
  return {
    page: page.source.page,
    source: page.sourceHash,
    output: hashOf(bytes),
    memory: digestOf(run.memory, sections, page.source.page),
    shape: page.shape,
    reads: page.reads,
    sections,
    // A preview must not make the next real run forget: neither former words nor what was given up.
    kept: [...kept, ...(before?.kept.filter(({ tried }) => tried !== undefined) ?? [])],
    pseudo: !remembered && page.known.some((entry) => entry !== undefined),
  };
}

/** Everything without a translation, with the reason where one is known. */
export function keptOf(page: PageRun): KeptSegment[] {
  if (page.fault !== undefined) return [page.fault];
  return page.document.segments.flatMap((segment, index) => {
    if (page.known[index] !== undefined) return [];
    const now = keptSegment(page.document, index, { kind: "line-missing", detail: "" });
    const before = page.failed.get(segment.key);
    const kept = page.problems.get(index) ?? (before && { ...before, line: now.line }) ?? now;
    return [withTried(kept, triedBy(before, page.refusals.get(index)))];
  });
}

/** A provider's trouble passes; only what models could not do is remembered. */
function withTried({ tried: _, ...kept }: KeptSegment, tried: Tried | undefined): KeptSegment {
  const isFinal = problemWords[kept.kind].again === "once" && tried !== undefined;
  return isFinal ? { ...kept, tried } : kept;
}
