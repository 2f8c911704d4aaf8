import type { Estimate } from "../core/cost/estimate.ts";
import { addTokens, noTokens } from "../core/cost/expected-tokens.ts";
import { type Item, type Prices, priceOf } from "../core/cost/prices.ts";
import type { Usage } from "../core/model.ts";
import type { Problem } from "../core/problems.ts";
import { askName } from "../core/prompt/ask-name.ts";
import type { Rung } from "../core/prompt/ladder.ts";
import type { RepairName } from "../core/reply/repairs.ts";
import type { LadderSummary, LocaleRun, RungSummary, Summary } from "./run.ts";

/** What a run counts as it happens, because buying may end with an error. */
export interface Tally {
  /** Requests sent. */
  requests: number;
  input: number;
  output: number;
  readonly repairs: Map<RepairName, number>;
  readonly rungs: Map<string, Climb>;
  /** What was billed, as the provider counts; by what is billed alike. */
  readonly bills: Bills;
  /** What Answers must have cost that came without a count. */
  readonly guesses: Bills;
  /** US dollars of the ceiling that will be left once what is under way has come in, as far as is known by now. */
  left: number;
  /** Made before the first Request was sent. */
  estimate: Estimate | undefined;
}

export type Bills = Map<string, Item>;

/** One rung with one model. */
interface Climb {
  readonly by: Pick<Rung, "name" | "model">;
  requests: number;
  texts: number;
}

export function openTally(): Tally {
  return {
    requests: 0,
    input: 0,
    output: 0,
    repairs: new Map(),
    rungs: new Map(),
    bills: new Map(),
    guesses: new Map(),
    left: Number.POSITIVE_INFINITY,
    estimate: undefined,
  };
}

export function tallyBill(bills: Bills, item: Item): void {
  const name = `${item.tariff} ${item.model}`;
  const tokens = addTokens(bills.get(name)?.tokens ?? noTokens, item.tokens);
  bills.set(name, { ...item, tokens });
}

/** One Request that was answered, well or not. */
export function countAnswer(
  tally: Tally,
  { by, texts, usage }: { readonly by: Climb["by"]; readonly texts: number; readonly usage: Usage },
): void {
  tally.input += usage.input;
  tally.output += usage.output;
  const climb = tally.rungs.get(nameOf(by)) ?? { by, requests: 0, texts: 0 };
  climb.requests++;
  climb.texts += texts;
  tally.rungs.set(nameOf(by), climb);
}

export function countRepairs(tally: Tally, repairs: readonly RepairName[]): void {
  for (const name of repairs) tally.repairs.set(name, (tally.repairs.get(name) ?? 0) + 1);
}

/** What the run has spent, and what was foreseen. */
export function spentSummary(
  { input, output, bills, estimate }: Tally,
  prices: Prices,
): Pick<Summary, "tokens" | "found" | "cost" | "estimate"> {
  const cost = priceOf(bills.values(), prices);
  const free = [...bills.values()].filter(({ tariff }) => tariff === "free");
  const found = free.map(({ tokens }) => tokens).reduce(addTokens, noTokens);
  return {
    tokens: { input, output },
    ...(found.input + found.output > 0 ? { found } : {}),
    ...(cost === undefined ? {} : { cost }),
    ...(estimate === undefined ? {} : { estimate }),
  };
}

/** A text counts once a locale, on however many pages it stands. */
export function ladderSummary(
  tally: Tally,
  locales: readonly LocaleRun[],
  problems: readonly Problem[],
): LadderSummary {
  const accepted = new Map<string, number>();
  for (const rung of locales.flatMap((run) => [...rungsOf(run).values()]))
    accepted.set(rung, (accepted.get(rung) ?? 0) + 1);
  return {
    repairs: Object.fromEntries([...tally.repairs].sort(([a], [b]) => (a < b ? -1 : 1))),
    rungs: [...tally.rungs].map(([name, { by, requests, texts }]): RungSummary => {
      const { name: rung, model } = by;
      return { rung, model, requests, texts, accepted: accepted.get(name) ?? 0 };
    }),
    earlier: countTexts(problems.filter(({ earlier }) => earlier === true)),
    source: countTexts(problems.filter(({ earlier }) => earlier !== true)),
  };
}

function countTexts(problems: readonly Problem[]): number {
  return new Set(problems.flatMap(({ locale, key }) => (key ? [`${locale} ${key}`] : []))).size;
}

/** The rung by which each text was translated in this run, by its ask name. */
function rungsOf({ pages }: LocaleRun): ReadonlyMap<string, string> {
  const rungs = new Map<string, string>();
  for (const { document, known } of pages) {
    document.segments.forEach((segment, index) => {
      const by = known[index]?.by;
      if (by !== undefined) rungs.set(askName(segment), nameOf(by));
    });
  }
  return rungs;
}

function nameOf({ name, model }: Climb["by"]): string {
  return `${name} ${model}`;
}
