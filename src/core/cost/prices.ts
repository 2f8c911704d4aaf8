import type { Usage } from "../model.ts";

/** US dollars for a million tokens of one model, at full price. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
  /** The part of the price that batches do not cost. */
  readonly batchDiscount?: number;
}

/** By the model's name. What is not in it is never guessed. */
export type Prices = Readonly<Record<string, ModelPrice>>;

/** How Requests are billed: at full price, with the discount for batches, or not at all. */
export type Tariff = "full" | "batch" | "free";

export const defaultBatchDiscount = 0.5;

/** Tokens that are billed alike. */
export interface Item {
  readonly model: string;
  readonly tariff: Tariff;
  readonly tokens: Usage;
}

/** US dollars for all of it; `undefined` where the price of one is not known. */
export function priceOf(items: Iterable<Item>, prices: Prices): number | undefined {
  let sum: number | undefined = Object.keys(prices).length === 0 ? undefined : 0;
  for (const { model, tariff, tokens } of items) {
    if (tariff === "free") continue;
    const price = Object.hasOwn(prices, model) ? prices[model] : undefined;
    if (price === undefined || sum === undefined) return undefined;
    const full = (tokens.input * price.input + tokens.output * price.output) / 1_000_000;
    sum += full * (1 - (tariff === "batch" ? (price.batchDiscount ?? defaultBatchDiscount) : 0));
  }
  return sum;
}

/** Those of the models that have no price, each once. */
export function unpriced(models: Iterable<string>, prices: Prices): readonly string[] {
  return [...new Set(models)].filter((model) => !Object.hasOwn(prices, model));
}
