import type { KeptSegment, Locale } from "./core/model.ts";
import type { Problem } from "./core/problems.ts";
import { buildRequests } from "./core/prompt/build-requests.ts";
import { estimateTokens } from "./core/prompt/tokens.ts";
import { type InFlight, isWanted, missingAsks, textsInFlight } from "./pipeline/ask.ts";
import { bankLot } from "./pipeline/bank.ts";
import { markHopeless, tryRemembered } from "./pipeline/before-asking.ts";
import { climb } from "./pipeline/climb.ts";
import { keptOf } from "./pipeline/kept-segment.ts";
import { recogniseOwnPages } from "./pipeline/own-pages.ts";
import { readPages } from "./pipeline/read-pages.ts";
import { askAnew, restoreEarlier } from "./pipeline/retranslate.ts";
import type { LocaleRun, PageRun, Ports, Summary, Task } from "./pipeline/run.ts";
import { ladderSummary, openTally, type Tally } from "./pipeline/tally.ts";
import { foreseePages, type WrittenPages, writePages } from "./pipeline/write-pages.ts";

/**
 * Brings the localized pages up to date. Converges: the same run again picks up whatever is unfinished, and does
 * nothing where nothing is left. Throws `UserError` for what a person must mend; everything else is in the Summary.
 */
export async function translate(task: Task, ports: Ports): Promise<Summary> {
  const { locales, problems } = await readPages(task, ports);
  await recogniseOwnPages(locales, task, ports);
  if (ports.engine.remembered) askAnew(locales);
  await markHopeless(locales, task, ports);
  await tryRemembered(locales, task, ports);
  const asked = countMissing(locales);
  const tally = openTally();
  const failure = await buy(locales, { task, ports, tally }).catch((error: unknown) => ({ error }));
  restoreEarlier(locales);
  const inFlight = failure && (await textsInFlight(ports).catch(() => undefined));
  const ready = failure ? locales.map((run) => onlySettled(run, inFlight)) : locales;
  const written = new Map<Locale, WrittenPages>();
  for (const run of ready) written.set(run.locale, await writePages(run, task, ports));
  if (failure) throw failure.error;
  const outcome = summaryOf({ locales, problems, asked, written });
  return {
    ...outcome,
    mode: "run",
    engine: ports.engine.name,
    requests: tally.requests,
    tokens: { input: tally.input, output: tally.output },
    estimatedTokens: 0,
    ladder: ladderSummary(tally, locales, outcome.problems),
  };
}

interface Purchase {
  readonly task: Task;
  readonly ports: Ports;
  readonly tally: Tally;
}

/** Asks for what is missing, and for what failed in the next way of the ladder, until nothing is left to try. */
async function buy(
  locales: readonly LocaleRun[],
  { task, ports, tally }: Purchase,
): Promise<undefined> {
  let inFlight = await everythingInFlight(locales, { task, ports });
  for (let attempt = 1; ; attempt++) {
    const asks = missingAsks(locales, inFlight);
    if (asks.length === 0 && inFlight.size === 0) return;
    const round = buildRequests(asks, task.prompt);
    tally.requests += round.length;
    ports.emit({ kind: "sending", requests: round.length, attempt });
    if (round.length > 0) await ports.engine.send(round);
    for (const request of round) climb(request, locales);
    for await (const lot of ports.engine.collect())
      await bankLot(lot, { locales, task, ports, tally });
    inFlight = new Map();
  }
}

/**
 * What was sent from elsewhere counts too. The other side is asked for it only where something is missing, and not
 * where translations are wanted that are other than those there have been.
 */
async function everythingInFlight(
  locales: readonly LocaleRun[],
  { task, ports }: Pick<Purchase, "task" | "ports">,
): Promise<InFlight> {
  const inFlight = await textsInFlight(ports);
  const isMissing = missingAsks(locales, inFlight).length > 0;
  if (!isMissing || task.retranslate !== "nothing") return inFlight;
  await ports.engine.recover?.();
  return textsInFlight(ports);
}

/**
 * After an error, pages are written all the same of which every text is known or was refused; the others wait for the
 * next run, as do those with texts on their way.
 */
function onlySettled(run: LocaleRun, inFlight: InFlight | undefined): LocaleRun {
  const flying = inFlight?.get(run.locale);
  const isSettled = (page: PageRun) =>
    page.document.segments.every(
      ({ text }, index) =>
        !isWanted(page, index) ||
        (inFlight !== undefined && page.problems.has(index) && !flying?.has(text)),
    );
  return { ...run, pages: run.pages.filter(isSettled) };
}

/** What `translate` would do, and for how many tokens. Reads only. */
export async function plan(task: Task, ports: Ports): Promise<Summary> {
  const { locales, problems } = await readPages(task, ports);
  await recogniseOwnPages(locales, task, ports);
  if (ports.engine.remembered) askAnew(locales);
  const inFlight: InFlight = await textsInFlight(ports);
  const requests = buildRequests(missingAsks(locales, inFlight), task.prompt);
  const written = new Map<Locale, WrittenPages>();
  for (const run of locales) written.set(run.locale, await foreseePages(run, task, ports));
  const open = summaryOf({ locales, problems, asked: countMissing(locales), written });
  return {
    ...open,
    problems: [...problems, ...locales.flatMap(keptBefore)],
    mode: "dry-run",
    engine: ports.engine.name,
    requests: requests.length,
    tokens: { input: 0, output: 0 },
    estimatedTokens: requests.reduce((sum, { body }) => sum + tokensOf(body.messages), 0),
    ladder: ladderSummary(openTally(), [], open.problems),
  };
}

function tokensOf(messages: readonly { readonly content: string }[]): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
}

function countMissing(locales: readonly LocaleRun[]): ReadonlyMap<Locale, number> {
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

interface Outcome {
  readonly locales: readonly LocaleRun[];
  readonly problems: readonly Problem[];
  readonly asked: ReadonlyMap<Locale, number>;
  readonly written: ReadonlyMap<Locale, WrittenPages>;
}

function summaryOf({
  locales,
  problems,
  asked,
  written,
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
    problems: [...problems, ...locales.flatMap((run) => [...keptNow(run), ...keptBefore(run)])],
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
function keptBefore({ locale, current }: LocaleRun): Problem[] {
  return current.flatMap(({ page, kept }) => kept.map((entry) => asProblem(entry, page, locale)));
}

function asProblem(kept: KeptSegment, page: string, locale: Locale): Problem {
  return { ...kept, page, locale, ...(kept.kind === "outdated" ? { earlier: true } : {}) };
}
