import { digestOf } from "../core/memory/memory.ts";
import type { PageRecord } from "../core/model.ts";
import { keptOf } from "./kept-segment.ts";
import { dateOf, fileOf, hashOf } from "./page-state.ts";
import type { LocaleRun, PageRun, Ports, Task } from "./run.ts";

/** What the manifest says of a file that has just been written. */
export function recordOf(
  page: PageRun,
  bytes: Uint8Array,
  { run, task, ports }: { run: LocaleRun; task: Task; ports: Ports },
): PageRecord {
  const { remembered } = ports.engine;
  const own = page.document.sections.map(({ key }) => key);
  const before = remembered ? undefined : run.records.get(page.source.page);
  const sections = [...new Set([...own, ...(before?.sections ?? [])])];
  const kept = keptOf(page, run);
  return {
    page: page.source.page,
    file: fileOf(page.target, task),
    source: page.sourceHash,
    output: hashOf(bytes),
    memory: digestOf(run.memory, sections, page.source.page),
    shape: page.ways.shape,
    reads: page.ways.reads,
    ...dateOf(page.source, run.records.get(page.source.page)),
    sections,
    // A preview must not make the next real run forget: neither former words nor what was given up.
    kept: [...kept, ...(before?.kept.filter(({ tried }) => tried !== undefined) ?? [])],
    pseudo: !remembered && page.known.some((entry) => entry !== undefined),
    ...(page.stamps === undefined ? {} : { messages: page.stamps }),
  };
}
