import { join } from "node:path";
import type { Document } from "../core/document/document.ts";
import type { Locale, Source } from "../core/model.ts";
import { editsOf } from "../core/render/edits.ts";
import { dateOf, fileOf, shapeOf, targetOf } from "./page-state.ts";
import type { LocaleRun, LocalizedPartial, Ports, Task, Ways } from "./run.ts";

export interface WaysPlace {
  readonly run: Pick<LocaleRun, "locale" | "records" | "partials" | "leaving" | "copies">;
  /** Absolute. */
  readonly target: string;
  readonly task: Task;
  readonly ports: Ports;
  /** Only partials that are there by now, and not those that this run might write. */
  readonly asThingsAre?: boolean;
}

/** How a localized file leads to images, modules and pages, all of which its source leads to from another place. */
export function waysOf(source: Source, document: Document, place: WaysPlace): Ways {
  const { run, target, task, ports } = place;
  const reads = new Map<string, boolean>();
  const needs = new Set<string>();
  const exists = (file: string) => {
    const found = isThere(file, run, { task, ports });
    reads.set(file, found);
    return found;
  };
  const partial = (page: string) => {
    const twin = run.partials.get(page);
    if (twin === undefined) return undefined;
    if (!exists(twin.file) && (place.asThingsAre || !twin.isComing)) return undefined;
    reads.set(twin.file, true);
    needs.add(join(task.site.dir, twin.file));
    return twin.file;
  };
  const dated = dateOf(source, run.records.get(source.page));
  const isPage = source.format === "page" && document.format === "page";
  const edits = isPage
    ? editsOf(document, {
        kind: source.root.kind,
        page: source.page,
        ...dated,
        isPartial: source.isPartial,
        isShadowed: source.root.isShadowed,
        root: fileOf(source.root.dir, task),
        localized: fileOf(target, task),
        exists,
        partial,
      })
    : [];
  const known = [...reads].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    edits,
    reads: known.map(([file]) => file),
    shape: shapeOf(source, run.locale, { rules: task.rules, reads: known, ...dated }),
    needs: [...needs],
  };
}

/** By page: where the partials of a site belong in a locale. */
export function partialsOf(
  task: Task,
  locale: Locale,
  empty: ReadonlySet<string>,
): LocaleRun["partials"] {
  const chosen = new Set(task.sources);
  const partials = task.site.sources.filter(
    (source) => source.format === "page" && source.isPartial && !empty.has(source.page),
  );
  const entries = partials.map((source): [string, LocalizedPartial] => [
    source.page,
    { file: fileOf(targetOf(source, locale), task), isComing: chosen.has(source) },
  ]);
  return new Map(entries);
}

/** Which of the files that decided about a page's ways are there, or will be by the end of this run. */
export function foreseen(
  reads: readonly string[],
  run: Pick<LocaleRun, "coming" | "leaving" | "copies">,
  place: { readonly task: Task; readonly ports: Ports },
): [string, boolean][] {
  return reads.map((file) => [file, run.coming.has(file) || isThere(file, run, place)]);
}

function isThere(
  file: string,
  { leaving, copies }: Pick<LocaleRun, "leaving" | "copies">,
  { task, ports }: { readonly task: Task; readonly ports: Ports },
): boolean {
  return copies.has(file) || (!leaving.has(file) && ports.files.exists(join(task.site.dir, file)));
}
