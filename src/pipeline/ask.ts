import type { Document } from "../core/document/document.ts";
import type { KeptSegment, Locale } from "../core/model.ts";
import { problemWords } from "../core/problems.ts";
import type { Ask } from "../core/prompt/build-requests.ts";
import { readRequest } from "../core/prompt/read-request.ts";
import { pinEdits } from "../core/render/edits.ts";
import { type Rejection, soundTranslations } from "../core/render/sound-translations.ts";
import { openRung } from "./given-up.ts";
import { keptSegment } from "./kept-segment.ts";
import type { LocaleRun, PageRun, Ports, Task } from "./run.ts";

/** Texts on their way, by locale: asked for in this run or in one before it. */
export type InFlight = ReadonlyMap<Locale, ReadonlySet<string>>;

/** What earlier runs asked for and have not had answers to. */
export async function textsInFlight({ engine }: Ports): Promise<InFlight> {
  const texts = new Map<Locale, Set<string>>();
  for (const request of await engine.inFlight()) {
    const asked = readRequest(request.body);
    if (asked === undefined) continue;
    const known = texts.get(asked.locale) ?? new Set();
    for (const text of asked.lines.values()) known.add(text);
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
      asksOf(page, run, (text) => {
        if (asked.has(text) || flying?.has(text)) return false;
        asked.add(text);
        return true;
      }),
    );
  });
}

function asksOf(
  page: PageRun,
  { locale, next, offer, failed }: LocaleRun,
  claim: (text: string) => boolean,
): Ask[] {
  return page.document.segments.flatMap((segment, index): Ask[] => {
    if (!isWanted(page, index)) return [];
    const problem = page.problems.get(index);
    const rung = openRung(failed.get(segment.key), next.get(segment.text) ?? 0, offer);
    const isTried = rung === undefined || (isPassing(problem) && rung >= asksOfPassing);
    if (isTried || !claim(segment.text)) return [];
    const before = page.document.segments[index - 1];
    return [
      {
        locale,
        page: page.source.page,
        text: segment.text,
        rung,
        ...(before === undefined || isWanted(page, index - 1) ? {} : { before: before.text }),
        ...(problem === undefined || isPassing(problem) ? {} : { mistake: mistakeIn(problem) }),
      },
    ];
  });
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
