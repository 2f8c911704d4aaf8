import type { Document } from "../core/document/document.ts";
import type { KeptSegment } from "../core/model.ts";
import { pinEdits } from "../core/render/edits.ts";
import { type Rejection, soundTranslations } from "../core/render/sound-translations.ts";
import { isWanted } from "./ask.ts";
import { keptSegment } from "./kept-segment.ts";
import { renderPage } from "./render-page.ts";
import type { LocaleRun, PageRun, Ports, Task } from "./run.ts";

/**
 * Before anything is bought: marks pages that Docusaurus cannot compile as their author wrote them, and Segments that do
 * not survive being taken apart and put together with their own words. Only pages with something missing are tried,
 * and a page once for all its locales.
 */
export async function markHopeless(
  locales: readonly LocaleRun[],
  task: Task,
  ports: Ports,
): Promise<void> {
  const tried = new Map<Document, Trial>();
  for (const page of locales.flatMap(({ pages }) => pages)) {
    const { document } = page;
    if (!document.segments.some((_, index) => isWanted(page, index))) continue;
    const trial = tried.get(document) ?? (await tryUntranslated(page, task, ports));
    tried.set(document, trial);
    page.fault = trial.fault;
    for (const { index, reason: detail } of trial.unsupported)
      page.problems.set(index, keptSegment(document, index, { kind: "unsupported", detail }));
  }
}

interface Trial {
  readonly fault: KeptSegment | undefined;
  readonly unsupported: readonly Rejection[];
}

async function tryUntranslated(page: PageRun, task: Task, ports: Ports): Promise<Trial> {
  const { source, document, mark } = page;
  if (source.format !== "page" || document.format !== "page")
    return { fault: undefined, unsupported: [] };
  const locale = task.site.sourceLocale;
  const text = mark + document.text;
  const refused = await ports.compiler.compile({ source, locale, path: source.path, text });
  if (refused) {
    const { line, reason } = refused;
    return { fault: { kind: "source-refused", line, detail: reason, text: "" }, unsupported: [] };
  }
  const own = new Map(document.segments.map(({ words }, index) => [index, words]));
  const checked = { document, rules: task.rules, edits: pinEdits(document) };
  return { fault: undefined, unsupported: (await soundTranslations(checked, own)).rejected };
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
