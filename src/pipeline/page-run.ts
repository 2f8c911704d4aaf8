import { join, relative, sep } from "node:path";
import type { Document } from "../core/document/document.ts";
import type { SegmentKey, Source } from "../core/model.ts";
import { type Edit, editsOf } from "../core/render/edits.ts";
import { fill, type Remembered } from "./fill.ts";
import { isOpen } from "./given-up.ts";
import { keptSegment } from "./kept-segment.ts";
import { hashOf, type SourceBytes, shapeOf, targetOf } from "./page-state.ts";
import type { LocaleRun, PageRun, Ports, Task } from "./run.ts";

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
    known: remembered.map(({ known: [best] }) => best),
    spares: new Map(remembered.map(({ known: [, ...rest] }, index) => [index, rest])),
    problems: new Map(),
    failed: run.failed,
    givenUp: givenUpOn(document, run),
    refusals: new Map(),
    seen,
    edited: seen !== undefined && seen !== record?.output,
    rendered: undefined,
    fault: undefined,
  };
  reportUnfit(start, remembered, { run, ports });
  return start;
}

/** Everything that a model has translated is asked for anew; a person's words never are, nor is a page that is theirs. */
export function askAnew(locales: readonly LocaleRun[]): void {
  const pages = locales.flatMap((run) => (run.offer.retranslate === "all" ? run.pages : []));
  for (const page of pages.filter(({ edited }) => !edited)) {
    page.known.forEach((entry, index) => {
      if (entry === undefined || entry.human) return;
      page.spares.get(index)?.unshift(entry);
      page.known[index] = undefined;
      page.rendered = undefined;
    });
  }
}

function givenUpOn({ segments }: Document, { failed, offer }: LocaleRun): ReadonlySet<SegmentKey> {
  const keys = segments.map(({ key }) => key);
  return new Set(
    keys.filter((key) => {
      const before = failed.get(key);
      return before !== undefined && !isOpen(before, offer);
    }),
  );
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
    kind: source.root.kind,
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
