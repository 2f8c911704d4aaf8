import type { KeptSegment, Locale } from "../core/model.ts";
import { problemWords } from "../core/problems.ts";
import { askName, namesIn } from "../core/prompt/ask-name.ts";
import type { Ask } from "../core/prompt/build-requests.ts";
import { lineNote } from "../core/prompt/line-note.ts";
import { readRequest } from "../core/prompt/read-request.ts";
import { openRung } from "./given-up.ts";
import type { LocaleRun, PageRun, Ports } from "./run.ts";

/** What is on its way, by locale and `askName`: asked for in this run or in one before it. */
export type InFlight = ReadonlyMap<Locale, ReadonlySet<string>>;

/** What earlier runs asked for and have not had answers to. */
export async function textsInFlight({ engine }: Ports): Promise<InFlight> {
  const texts = new Map<Locale, Set<string>>();
  for (const request of await engine.inFlight()) {
    const asked = readRequest(request.body);
    if (asked === undefined) continue;
    const known = texts.get(asked.locale) ?? new Set();
    for (const name of namesIn(asked).values()) known.add(name);
    texts.set(asked.locale, known);
  }
  return texts;
}

/**
 * Every text that is missing, not on its way, and not yet tried in every way; once a locale, in page order. A Request
 * does not say how a text is used, so one Answer serves them all.
 */
export function missingAsks(locales: readonly LocaleRun[], inFlight: InFlight): Ask[] {
  return locales.flatMap((run) => {
    const asked = new Set<string>();
    const flying = inFlight.get(run.locale);
    return run.pages.flatMap((page) =>
      asksOf(page, run, (name) => {
        if (asked.has(name) || flying?.has(name)) return false;
        asked.add(name);
        return true;
      }),
    );
  });
}

function asksOf(page: PageRun, run: LocaleRun, claim: (name: string) => boolean): Ask[] {
  return page.document.segments.flatMap((segment, index): Ask[] => {
    if (!isWanted(page, index)) return [];
    const name = askName(segment);
    const problem = page.problems.get(index);
    const rung = openRung(run.failed.get(segment.key), run.next.get(name) ?? 0, run.offer);
    const isTried = rung === undefined || (isPassing(problem) && rung >= asksOfPassing);
    if (isTried || !claim(name)) return [];
    const ask = { locale: run.locale, page: page.source.page, text: segment.text, rung };
    return [{ ...ask, ...contextOf(page, index) }];
  });
}

/** What the model is told besides the text. A message stands alone: those before it in the file say nothing of it. */
function contextOf(page: PageRun, index: number): Pick<Ask, "note" | "before" | "mistake"> {
  const segment = page.document.segments[index];
  const before = segment?.class === "message" ? undefined : page.document.segments[index - 1];
  const note = segment && lineNote(segment);
  const problem = page.problems.get(index);
  return {
    ...(note === undefined ? {} : { note }),
    ...(before === undefined || isWanted(page, index - 1) ? {} : { before: before.text }),
    ...(problem === undefined || isPassing(problem) ? {} : { mistake: mistakeIn(problem) }),
  };
}

/** A provider's trouble is no verdict on the model: once more in this run, and in the next one again. */
const asksOfPassing = 2;

function isPassing(problem: KeptSegment | undefined): boolean {
  return problem !== undefined && problemWords[problem.kind].again === "always";
}

function mistakeIn({ kind, detail }: KeptSegment): string {
  return detail === "" ? problemWords[kind].title : `${problemWords[kind].title} (${detail})`;
}

/** Missing, not given up, and not known to be beyond this tool. A page that a person edited is theirs: nothing is bought for it. */
export function isWanted(page: PageRun, index: number): boolean {
  return (
    !page.edited &&
    page.fault === undefined &&
    page.known[index] === undefined &&
    page.problems.get(index)?.kind !== "unsupported" &&
    !isGivenUp(page, index)
  );
}

function isGivenUp({ givenUp, document }: PageRun, index: number): boolean {
  const segment = document.segments[index];
  return segment !== undefined && givenUp.has(segment.key);
}
