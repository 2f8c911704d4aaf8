import { join, relative, sep } from "node:path";
import type { Document } from "../core/document/document.ts";
import type { PageRecord, Source } from "../core/model.ts";
import { type Edit, editsOf } from "../core/render/edits.ts";
import { fill, type Remembered } from "./fill.ts";
import { givenUpOn, reopenedOn } from "./given-up.ts";
import { keptSegment } from "./kept-segment.ts";
import { hashOf, type SourceBytes, shapeOf, targetOf } from "./page-state.ts";
import type { Known, LocaleRun, PageRun, Ports, Task } from "./run.ts";

export interface PageWork {
  readonly page: SourceBytes;
  readonly document: Document;
  readonly run: LocaleRun;
  readonly task: Task;
  readonly ports: Ports;
}

/** Sets up the work on a page that is not up to date: what is known of its words, and what has been tried for them. */
export async function pageRun({ page, document, run, task, ports }: PageWork): Promise<PageRun> {
  const { source } = page;
  const target = targetOf(source, run.locale);
  const record = run.records.get(source.page);
  const { edits, reads } = resolveEdits(source, document, { target, task, ports });
  const localized = await ports.files.read(target);
  const seen = localized && hashOf(localized);
  const place = { page: source.page, pageSections: record?.sections ?? [], locale: run.locale };
  const remembered = fill(document, run.memory, place);
  const start: PageRun = {
    source,
    sourceHash: page.hash,
    mark: page.bytes[0] === 0xef && page.bytes[1] === 0xbb ? "\ufeff" : "",
    document,
    target,
    edits,
    reads: reads.map(([file]) => file),
    shape: shapeOf(source, task, reads),
    ...knownIn(remembered, ports.engine.remembered && run.offer.retranslate === "all"),
    problems: new Map(),
    givenUp: ports.engine.remembered ? givenUpOn(record, run.offer) : new Map(),
    seen,
    edited: seen !== undefined && seen !== record?.output,
    rendered: undefined,
    fault: undefined,
  };
  reportUnfit(start, remembered, { run, ports });
  reopen(start, record, run);
  return start;
}

/** A person's words are never asked for again. */
function knownIn(
  remembered: readonly Remembered[],
  asksAgain: boolean,
): Pick<PageRun, "known" | "spares"> {
  const known: (Known | undefined)[] = [];
  const spares = new Map<number, Known[]>();
  remembered.forEach((entry, index) => {
    const [best, ...rest] = entry.known;
    const isAsked = asksAgain && best?.human === false;
    known.push(isAsked ? undefined : best);
    spares.set(index, isAsked ? [...entry.known] : rest);
  });
  return { known, spares };
}

/** Someone has changed Memory by hand, or it is damaged: the text counts as missing, and that must not go unsaid. */
function reportUnfit(
  { document, source }: PageRun,
  remembered: readonly Remembered[],
  { run: { locale }, ports }: Pick<PageWork, "run" | "ports">,
): void {
  remembered.forEach(({ unfit }, index) => {
    for (const verdict of unfit) {
      const { line } = keptSegment(document, index, verdict);
      const problem = verdict.kind;
      const warning = { kind: "memory-unfit", locale, page: source.page, line, problem } as const;
      ports.emit({ kind: "warning", warning });
    }
  });
}

/** Texts that failed before begin where the ladder has something new for them. */
function reopen(
  { document }: PageRun,
  record: PageRecord | undefined,
  { offer, next }: LocaleRun,
): void {
  const reopened = reopenedOn(record, offer);
  for (const { key, text } of document.segments) {
    const rung = reopened.get(key);
    if (rung !== undefined) next.set(text, rung);
  }
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
