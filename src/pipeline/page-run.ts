import type { Document } from "../core/document/document.ts";
import type { SegmentKey } from "../core/model.ts";
import { fill, type Remembered } from "./fill.ts";
import { isOpen } from "./given-up.ts";
import { keptSegment } from "./kept-segment.ts";
import { hashOf, targetOf } from "./page-state.ts";
import type { LocaleRun, PageRun, Ports, SourceBytes, Task } from "./run.ts";
import { waysOf } from "./ways.ts";

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
    ways: waysOf(source, document, { run, target, task, ports }),
    known: remembered.map(({ known: [best] }) => best),
    spares: new Map(remembered.map(({ known: [, ...rest] }, index) => [index, rest])),
    problems: new Map(),
    failed: run.failed,
    givenUp: givenUpOn(document, run),
    refusals: new Map(),
    seen,
    // Of messages, each is somebody's; of other files, the whole.
    edited: source.format !== "messages" && seen !== undefined && !run.outputs.has(seen),
    rendered: undefined,
    stamps: undefined,
    fault: undefined,
  };
  reportUnfit(start, remembered, { run, ports });
  return start;
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
