import { UserError, type UserErrorCode } from "./core/errors.ts";
import type { ChatRequest, Locale } from "./core/model.ts";
import { askName } from "./core/prompt/ask-name.ts";
import { buildRequests } from "./core/prompt/build-requests.ts";
import { type InFlight, isWanted, missingAsks, textsInFlight } from "./pipeline/ask.ts";
import { bankLot } from "./pipeline/bank.ts";
import { markHopeless, tryRemembered } from "./pipeline/before-asking.ts";
import { climb } from "./pipeline/climb.ts";
import { estimate } from "./pipeline/estimate.ts";
import { countMissing, keptBefore, outcomeOf } from "./pipeline/outcome.ts";
import { recogniseOwnPages } from "./pipeline/own-pages.ts";
import { billed, cutShort, overspending, type Purchase, requirePrices } from "./pipeline/purse.ts";
import { readPages } from "./pipeline/read-pages.ts";
import { askAnew, restoreEarlier } from "./pipeline/retranslate.ts";
import type { LocaleRun, PageRun, Ports, Summary, Task } from "./pipeline/run.ts";
import { ladderSummary, openTally, spentSummary } from "./pipeline/tally.ts";
import { foreseePages, type WrittenPages, writePages } from "./pipeline/write-pages.ts";

/**
 * Brings the localized pages up to date. Converges: the same run again picks up whatever is unfinished, and does
 * nothing where nothing is left. Throws `UserError` for what a person must mend; everything else is in the Summary.
 */
export async function translate(task: Task, ports: Ports): Promise<Summary> {
  requirePrices(task, ports);
  const { locales, problems } = await readPages(task, ports);
  await recogniseOwnPages(locales, task, ports);
  if (ports.engine.remembered) askAnew(locales);
  await markHopeless(locales, task, ports);
  await tryRemembered(locales, task, ports);
  const asked = countMissing(locales);
  const tally = openTally();
  const failure = await buy(locales, { task, ports, tally }).catch((error: unknown) => ({ error }));
  const { settled, inFlight } = await settle(locales, { task, ports, hasFailed: !!failure });
  const written = new Map<Locale, WrittenPages>();
  for (const run of settled) written.set(run.locale, await writePages(run, task, ports));
  if (failure) throw failure.error;
  const outcome = outcomeOf({ locales, problems, asked, written, settled });
  return {
    ...outcome,
    mode: "run",
    engine: ports.engine.name,
    requests: tally.requests,
    inFlight,
    ...spentSummary(tally, task.money.prices),
    ladder: ladderSummary(tally, locales, outcome.problems),
  };
}

/** Asks for what is missing, and for what failed in the next way of the ladder, until nothing is left to try. */
async function buy(
  locales: readonly LocaleRun[],
  { task, ports, tally }: Purchase,
): Promise<undefined> {
  const purchase = { task, ports, tally };
  let inFlight = await everythingInFlight(locales, purchase).catch((error: unknown) =>
    collectAnyway(locales, purchase, error),
  );
  for (let attempt = 1; ; attempt++) {
    const asks = missingAsks(locales, inFlight);
    if (asks.length === 0 && (inFlight.size === 0 || attempt > 1)) return;
    const wanted = buildRequests(asks, task.prompt);
    if (attempt === 1) foretell(wanted, locales, { task, ports, tally });
    const isLast = inFlight.size === 0 || attempt > 1;
    const round = await affordable(wanted, isLast, { task, ports, tally });
    tally.requests += round.length;
    ports.emit({ kind: "sending", requests: round.length, attempt });
    if (round.length > 0) await ports.engine.send(round);
    for (const request of round) climb(request, locales);
    await bankAll(locales, { task, ports, tally });
    inFlight = await leftInFlight(task, ports);
  }
}

/** Doubt about one batch stops what would be sent, but not what has ended and is paid for. */
async function collectAnyway(
  locales: readonly LocaleRun[],
  purchase: Purchase,
  error: unknown,
): Promise<never> {
  const isDoubt = error instanceof UserError && doubts.has(error.code);
  if (isDoubt) await bankAll(locales, { ...purchase, task: { ...purchase.task, wait: false } });
  throw error;
}

const doubts: ReadonlySet<UserErrorCode> = new Set(["batch-unreadable", "batch-broken"]);

/** The ceiling is looked at after each lot, because others may still be sent. */
async function bankAll(locales: readonly LocaleRun[], purchase: Purchase): Promise<void> {
  const { task, ports } = purchase;
  let refusal: UserError | undefined;
  for await (const lot of ports.engine.collect({ wait: task.wait })) {
    await bankLot(billed(lot, purchase), { locales, ...purchase });
    refusal ??= await cutShort(purchase);
  }
  if (refusal) throw refusal;
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

/** Who waits has collected everything. */
async function leftInFlight({ wait }: Task, ports: Ports): Promise<InFlight> {
  return wait ? new Map() : textsInFlight(ports);
}

/**
 * All that is wanted or, where that would cost too much, nothing: what is under way may turn out cheaper than was
 * thought. If nothing is, that was the last word.
 */
async function affordable(
  wanted: readonly ChatRequest[],
  isLast: boolean,
  purchase: Purchase,
): Promise<readonly ChatRequest[]> {
  const refusal = await overspending(wanted, purchase);
  if (refusal && isLast) throw refusal;
  return refusal ? [] : wanted;
}

/** Before anything is sent. */
function foretell(
  requests: readonly ChatRequest[],
  locales: readonly LocaleRun[],
  { task, ports, tally }: Purchase,
): void {
  if (requests.length === 0) return;
  tally.estimate = estimate(requests, locales, { task, ports });
  ports.emit({ kind: "estimated", estimate: tally.estimate });
}

interface Settled {
  /** With those pages only that can be written. */
  readonly settled: readonly LocaleRun[];
  /** Requests whose Answers are still to come. */
  readonly inFlight: number;
}

/** What was translated before stands in for what could not be bettered, but not for what may still be. */
async function settle(
  locales: readonly LocaleRun[],
  { task, ports, hasFailed }: Pick<Purchase, "task" | "ports"> & { readonly hasFailed: boolean },
): Promise<Settled> {
  if (hasFailed || task.wait) restoreEarlier(locales);
  if (!hasFailed && task.wait) return { settled: locales, inFlight: 0 };
  const inFlight = await textsInFlight(ports).catch(unlessFailed(hasFailed));
  const settled = locales.map((run) => onlySettled(run, inFlight));
  if (hasFailed) return { settled, inFlight: 0 };
  restoreEarlier(settled);
  return { settled, inFlight: (await ports.engine.inFlight()).length };
}

/** The failure that came first is the one to tell. */
function unlessFailed(hasFailed: boolean): (error: unknown) => undefined {
  return (error) => {
    if (!hasFailed) throw error;
  };
}

/**
 * After an error, pages are written all the same of which every text is known or was refused; the others wait for the
 * next run, as do those with texts on their way.
 */
function onlySettled(run: LocaleRun, inFlight: InFlight | undefined): LocaleRun {
  const flying = inFlight?.get(run.locale);
  const isSettled = (page: PageRun) =>
    // Docusaurus takes it instead of the source: an author that it lacks would break the build.
    page.document.format === "data" ||
    page.document.segments.every(
      (segment, index) =>
        !isWanted(page, index) ||
        (inFlight !== undefined && page.problems.has(index) && !flying?.has(askName(segment))),
    );
  return { ...run, pages: run.pages.filter(isSettled) };
}

/** What `translate` would do, and for how many tokens. Reads only. */
export async function plan(task: Task, ports: Ports): Promise<Summary> {
  requirePrices(task, ports);
  const { locales, problems } = await readPages(task, ports);
  await recogniseOwnPages(locales, task, ports);
  if (ports.engine.remembered) askAnew(locales);
  const inFlight: InFlight = await textsInFlight(ports);
  const requests = buildRequests(missingAsks(locales, inFlight), task.prompt);
  const written = new Map<Locale, WrittenPages>();
  for (const run of locales) written.set(run.locale, await foreseePages(run, ports));
  const asked = countMissing(locales);
  const open = outcomeOf({ locales, problems, asked, written, settled: locales });
  return {
    ...open,
    problems: [...problems, ...locales.flatMap(keptBefore)],
    mode: "dry-run",
    engine: ports.engine.name,
    requests: requests.length,
    inFlight: (await ports.engine.inFlight()).length,
    tokens: { input: 0, output: 0 },
    estimate: estimate(requests, locales, { task, ports }),
    ladder: ladderSummary(openTally(), [], open.problems),
  };
}
