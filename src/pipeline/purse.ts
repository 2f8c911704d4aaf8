import { dollars } from "../core/cost/dollars.ts";
import { expectedTokens } from "../core/cost/expected-tokens.ts";
import { type Item, priceOf, type Tariff, unpriced } from "../core/cost/prices.ts";
import { UserError } from "../core/errors.ts";
import type { Answer, ChatRequest } from "../core/model.ts";
import { ladderFor } from "../core/prompt/ladder.ts";
import type { Engine, Lot } from "../io/ports.ts";
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
export function billed(lot: Lot, tally: Tally): Lot {
  return {
    answers: noted(lot, tally),
    settle: (checked) => lot.settle(checked),
  };
}

async function* noted({ answers, tariff = "full" }: Lot, tally: Tally): AsyncGenerator<Answer> {
  for await (const answer of answers) {
    const { request, result } = answer;
    const { model } = request.body;
    tallyBill(tally.bills, { model, tariff, tokens: result.usage });
    const isCounted = result.usage.input + result.usage.output > 0;
    if (result.kind === "text" && !isCounted)
      tallyBill(tally.guesses, { model, tariff, tokens: expectedTokens(request) });
    yield answer;
  }
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
  if (maxCost === undefined || tariffOf(ports.engine, round) === "free") return undefined;
  if (round.length === 0) return undefined;
  const flying = expected(await ports.engine.inFlight(), ports);
  const before = [...tally.bills.values(), ...tally.guesses.values(), ...flying];
  const more = expected(round, ports);
  const spent = priceOf(before, prices);
  const next = priceOf(more, prices);
  if (spent === undefined || next === undefined) {
    const models = [...before, ...more].map(({ model }) => model);
    // An earlier run may have asked a model that nobody asks any more.
    return priceMissing(models, task.money);
  }
  if (spent + next <= maxCost) return undefined;
  const [cost, ceiling] = [dollars(next), dollars(maxCost)];
  return new UserError("ceiling-reached", { next: cost, spent: dollars(spent), ceiling });
}

function expected(requests: readonly ChatRequest[], { engine }: Ports): readonly Item[] {
  const tariff = tariffOf(engine, requests);
  return requests.map((request) => {
    return { model: request.body.model, tariff, tokens: expectedTokens(request) };
  });
}
