import fc from "fast-check";
import { expect, test } from "vitest";
import { type Item, priceOf, type Tariff, unpriced } from "../../../src/core/cost/prices.ts";

const prices = {
  small: { input: 0.4, output: 1.6 },
  large: { input: 2, output: 8, batchDiscount: 0.25 },
};

function item(model: string, tariff: Tariff): Item {
  return { model, tariff, tokens: { input: 1_000_000, output: 500_000 } };
}

test.each([
  ["full", "small", 1.2],
  ["batch", "small", 0.6],
  ["full", "large", 6],
  ["batch", "large", 4.5],
  ["free", "small", 0],
] as const)("at the tariff %s, %s costs %d", (tariff, model, cost) => {
  expect(priceOf([item(model, tariff)], prices)).toBeCloseTo(cost, 12);
});

test("what is not known is never guessed", () => {
  expect(priceOf([item("small", "full"), item("other", "full")], prices)).toBeUndefined();
  expect(priceOf([item("toString", "full")], prices)).toBeUndefined();
  expect(priceOf([], {})).toBeUndefined();
  expect(unpriced(["small", "other", "toString", "other"], prices)).toEqual(["other", "toString"]);
});

test("nothing costs nothing, and what needs no price is free", () => {
  expect(priceOf([], prices)).toBe(0);
  expect(priceOf([item("other", "free")], prices)).toBe(0);
});

test("the sum does not depend on how the bill is cut", () => {
  const tokens = fc.record({ input: fc.nat(1e6), output: fc.nat(1e6) });
  const items = fc.array(
    fc.record({
      model: fc.constantFrom("small", "large"),
      tariff: fc.constantFrom<Tariff>("full", "batch", "free"),
      tokens,
    }),
  );
  fc.assert(
    fc.property(items, items, (some, others) => {
      const sum = (priceOf(some, prices) ?? 0) + (priceOf(others, prices) ?? 0);
      expect(priceOf([...some, ...others], prices)).toBeCloseTo(sum, 6);
    }),
  );
});
