import type { KeptSegment, Locale } from "../core/model.ts";
import type { Problem } from "../core/problems.ts";
import { isWanted } from "./ask.ts";
import { keptOf } from "./kept-segment.ts";
import type { LocaleRun, PageRun, Summary } from "./run.ts";
import type { WrittenPages } from "./write-pages.ts";

export interface Outcome {
  readonly locales: readonly LocaleRun[];
  /** Troubles of the sources themselves. */
  readonly problems: readonly Problem[];
  /** Segments that were missing when the run began. */
  readonly asked: ReadonlyMap<Locale, number>;
  readonly written: ReadonlyMap<Locale, WrittenPages>;
  /** The pages of which everything is known that will be; others may still become whole. */
  readonly settled: readonly LocaleRun[];
}

/** What came of the pages. */
export function outcomeOf({
  locales,
  problems,
  asked,
  written,
  settled,
}: Outcome): Pick<Summary, "locales" | "problems"> {
  return {
    locales: locales.map((run) => ({
      locale: run.locale,
      pages: run.pages.length + run.assets.length + run.current.length,
      current: run.current.length,
      missing: asked.get(run.locale) ?? 0,
      written: written.get(run.locale)?.written ?? 0,
      editedPages: written.get(run.locale)?.editedPages ?? [],
      removed: written.get(run.locale)?.removed ?? 0,
    })),
    problems: [...problems, ...settled.flatMap((run) => [...keptNow(run), ...keptBefore(run)])],
  };
}

function keptNow(run: LocaleRun): Problem[] {
  const { locale } = run;
  const own = run.pages.filter(({ edited }) => !edited);
  return own.flatMap((page) => [
    ...keptOf(page, run).map((kept) => asProblem(kept, page.source.page, locale)),
    ...earlierOn(page).map((kept) => ({ ...kept, page: page.source.page, locale, earlier: true })),
  ]);
}

/** Texts that were to be translated anew, and were not: what they had before is still good, so no page remembers it. */
function earlierOn({ known, problems }: PageRun): KeptSegment[] {
  return known.flatMap((entry, index) => {
    const problem = entry?.isEarlier ? problems.get(index) : undefined;
    return problem === undefined ? [] : [problem];
  });
}

/** On pages that this run did not need to touch. */
export function keptBefore({ locale, current }: LocaleRun): Problem[] {
  return current.flatMap(({ page, kept }) => kept.map((entry) => asProblem(entry, page, locale)));
}

function asProblem(kept: KeptSegment, page: string, locale: Locale): Problem {
  return { ...kept, page, locale, ...(kept.kind === "outdated" ? { earlier: true } : {}) };
}

/** Segments of each locale for which there is nothing. */
export function countMissing(locales: readonly LocaleRun[]): ReadonlyMap<Locale, number> {
  return new Map(
    locales.map(({ locale, pages }) => [
      locale,
      pages.reduce(
        (sum, page) => sum + page.document.segments.filter((_, at) => isWanted(page, at)).length,
        0,
      ),
    ]),
  );
}
