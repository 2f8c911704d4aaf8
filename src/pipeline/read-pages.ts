import { createHash } from "node:crypto";
import { join, relative, sep } from "node:path";
import { type Document, readDocument } from "../core/document/document.ts";
import { digestOf, indexMemory } from "../core/memory/memory.ts";
import type { ContentHash, Locale, PageRecord, Source } from "../core/model.ts";
import type { Problem } from "../core/problems.ts";
import { type Edit, editsOf } from "../core/render/edits.ts";
import { fill } from "./fill.ts";
import { givenUpOn, isOpen } from "./given-up.ts";
import type { LocaleRun, PageRun, Ports, Task } from "./run.ts";

/**
 * Counts up when the same words would be written in other bytes, so that every page is written once more. The words
 * themselves are kept in Memory; nothing is asked for again.
 */
const renderVersion = 1;

export interface ReadPages {
  readonly locales: readonly LocaleRun[];
  /** Troubles of the sources themselves. */
  readonly problems: readonly Problem[];
}

/** Finds the pages that are not up to date, and takes only those apart; each is parsed once, whatever the locales. */
export async function readPages(task: Task, ports: Ports): Promise<ReadPages> {
  const locales = await Promise.all(task.locales.map((locale) => openLocale(locale, ports)));
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

async function openLocale(locale: Locale, { memory, pages }: Ports): Promise<LocaleRun> {
  const records = new Map((await pages.read(locale)).map((record) => [record.page, record]));
  return {
    locale,
    memory: indexMemory(await memory.read(locale)),
    records,
    pages: [],
    current: [],
  };
}

interface SourceBytes {
  readonly source: Source;
  readonly bytes: Uint8Array;
  readonly hash: ContentHash;
}

async function readSource(source: Source, { files }: Ports): Promise<SourceBytes> {
  const bytes = (await files.read(source.path)) ?? new Uint8Array();
  return { source, bytes, hash: hashOf(bytes) };
}

export function hashOf(bytes: Uint8Array): ContentHash {
  return createHash("sha256").update(bytes).digest("hex") as ContentHash;
}

interface Asked {
  readonly page: SourceBytes;
  readonly run: LocaleRun;
  readonly task: Task;
  readonly ports: Ports;
}

/** A comparison of hashes: nothing that went into the page is new, and the file is as it was written. */
async function isCurrent({
  record,
  page,
  run,
  task,
  ports,
}: Asked & { readonly record: PageRecord }): Promise<boolean> {
  if (record.source !== page.hash) return false;
  if (ports.engine.remembered && record.kept.some((kept) => isOpen(kept, run.locale, task))) {
    return false;
  }
  if (record.pseudo && ports.engine.remembered) return false;
  const localized = await ports.files.read(targetOf(page.source, run.locale));
  return (
    localized !== undefined &&
    hashOf(localized) === record.output &&
    digestOf(run.memory, record.sections, record.page) === record.memory &&
    shapeOf(page.source, task, existing(record.reads, task, ports)) === record.shape
  );
}

function targetOf({ path, root }: Source, locale: Locale): string {
  const dir = root.localizedDirs.get(locale);
  if (dir === undefined) throw new Error(`${root.dir} has no folder for ${locale}.`);
  return join(dir, relative(root.dir, path));
}

function existing(reads: readonly string[], task: Task, { files }: Ports): [string, boolean][] {
  return reads.map((file) => [file, files.exists(join(task.site.dir, file))]);
}

/** All that shapes a page besides its source and its words; `reads` are files whose existence decides a link. */
function shapeOf(
  source: Source,
  task: Task,
  reads: readonly (readonly [string, boolean])[],
): string {
  const parts = [renderVersion, source.root.fingerprint, task.rules, reads];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
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

async function pageRun({
  page,
  document,
  run,
  task,
  ports,
}: Asked & { readonly document: Document }): Promise<PageRun> {
  const { source } = page;
  const target = targetOf(source, run.locale);
  const record = run.records.get(source.page);
  const { edits, reads } = resolveEdits(source, document, { target, task, ports });
  const localized = await ports.files.read(target);
  const seen = localized && hashOf(localized);
  return {
    source,
    sourceHash: page.hash,
    mark: page.bytes[0] === 0xef && page.bytes[1] === 0xbb ? "\ufeff" : "",
    document,
    target,
    edits,
    reads: reads.map(([file]) => file),
    shape: shapeOf(source, task, reads),
    known: fill(document, run.memory, { page: source.page, pageSections: record?.sections ?? [] }),
    problems: new Map(),
    givenUp: ports.engine.remembered ? givenUpOn(record, run.locale, task) : new Map(),
    seen,
    edited: seen !== undefined && seen !== record?.output,
    rendered: undefined,
    fault: undefined,
  };
}

interface EditPlace {
  readonly target: string;
  readonly task: Task;
  readonly ports: Ports;
}

function resolveEdits(
  source: Source,
  document: Document,
  { target, task, ports }: EditPlace,
): { edits: Edit[]; reads: [string, boolean][] } {
  const reads = new Map<string, boolean>();
  const exists = (file: string) => {
    const found = ports.files.exists(join(task.site.dir, file));
    reads.set(file, found);
    return found;
  };
  const place = {
    page: source.page,
    root: sitePath(source.root.dir, task),
    localized: sitePath(target, task),
    exists,
  };
  const edits = editsOf(document, place);
  return { edits, reads: [...reads].sort(([a], [b]) => (a < b ? -1 : 1)) };
}

function sitePath(path: string, { site }: Task): string {
  return relative(site.dir, path).split(sep).join("/");
}
