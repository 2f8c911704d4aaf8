import { dollars } from "../core/cost/dollars.ts";
import { expectedTokens } from "../core/cost/expected-tokens.ts";
import { type Item, priceOf, type Tariff, unpriced } from "../core/cost/prices.ts";
import { UserError } from "../core/errors.ts";
import type { Answer, ChatRequest, Usage } from "../core/model.ts";
import { ladderFor } from "../core/prompt/ladder.ts";
import type { Engine, Lot, Owed } from "../io/ports.ts";
import type { Money, Ports, Task } from "./run.ts";
import { type Tally, tallyBill } from "./tally.ts";

/** A ceiling can be kept only where every model that may be asked has its price. */
export function requirePrices({ locales, prompt, money }: Task, { engine }: Ports): void {
  const { prices, maxCost } = money;
  if (maxCost === undefined || tariffOf(engine, []) === "free") return;
  const models = locales.flatMap((locale) => ladderFor(locale, prompt).map(({ model }) => model));
  const missing = priceMissing(models, { prices, maxCost });
  if (missing !== undefined) throw missing;
}

function priceMissing(
  models: readonly string[],
  { prices, maxCost = 0 }: Money,
): UserError | undefined {
  const missing = unpriced(models, prices);
  const [model] = missing;
  if (model === undefined) return undefined;
  const ceiling = dollars(maxCost);
  return new UserError("price-missing", { models: missing.join(", "), model, ceiling });
}

/** How an Engine would have Requests billed. Where it does not say, nothing is taken off. */
export function tariffOf(engine: Engine, requests: readonly ChatRequest[]): Tariff {
  return engine.tariff?.(requests) ?? "full";
}

/** The same lot; what its Answers cost is put down as they pass. */
export function billed(lot: Lot, purchase: Purchase): Lot {
  return { ...lot, answers: noted(lot, purchase) };
}

async function* noted(
  { answers, tariff = "full" }: Lot,
  { task, tally }: Purchase,
): AsyncGenerator<Answer> {
  const price = (item: Item) => priceOf([item], task.money.prices) ?? 0;
  for await (const answer of answers) {
    const { request, result } = answer;
    const foreseen = foresee({ ...request, tariff });
    const bill = { ...foreseen, tokens: result.usage };
    const isGuess = result.kind === "text" && !hasTokens(result.usage);
    tallyBill(tally.bills, bill);
    if (isGuess) tallyBill(tally.guesses, foreseen);
    tally.left += price(foreseen) - price(isGuess ? foreseen : bill);
    yield answer;
  }
}

function hasTokens({ input, output }: Usage): boolean {
  return input + output > 0;
}

export interface Purchase {
  readonly task: Task;
  readonly ports: Ports;
  readonly tally: Tally;
}

/** Why these Requests must not be sent: with what is spent already, and what is under way, they would cost too much. */
export async function overspending(
  round: readonly ChatRequest[],
  { task, ports, tally }: Purchase,
): Promise<UserError | undefined> {
  const { prices, maxCost } = task.money;
  const tariff = tariffOf(ports.engine, round);
  if (maxCost === undefined || tariff === "free" || round.length === 0) return undefined;
  const flying = (await ports.engine.inFlight()).map(foresee);
  const before = [...tally.bills.values(), ...tally.guesses.values(), ...flying];
  const more = round.map((request) => foresee({ ...request, tariff }));
  const spent = priceOf(before, prices);
  const next = priceOf(more, prices);
  if (spent === undefined || next === undefined) {
    const models = [...before, ...more].map(({ model }) => model);
    // An earlier run may have asked a model that nobody asks any more.
    return priceMissing(models, task.money);
  }
  if (spent + next > maxCost) return ceilingReached({ next, spent, maxCost });
  tally.left = maxCost - spent - next;
  return undefined;
}

/** Why the rest of a round is not sent: what has come in cost so much more than was foreseen. */
export async function cutShort({ task, ports, tally }: Purchase): Promise<UserError | undefined> {
  const { prices, maxCost } = task.money;
  if (maxCost === undefined || tally.left >= 0) return undefined;
  const dropped = (await ports.engine.halt?.()) ?? [];
  if (dropped.length === 0) return undefined;
  const next = priceOf(dropped.map(foresee), prices) ?? 0;
  return ceilingReached({ next, spent: maxCost - tally.left - next, maxCost });
}

interface Excess {
  readonly next: number;
  readonly spent: number;
  readonly maxCost: number;
}

function ceilingReached({ next, spent, maxCost }: Excess): UserError {
  return new UserError("ceiling-reached", {
    next: dollars(next),
    spent: dollars(spent),
    ceiling: dollars(maxCost),
  });
}

function foresee(request: Owed): Item {
  const { tariff = "full", body } = request;
  return { model: body.model, tariff, tokens: expectedTokens(request) };
}
