import fc from "fast-check";
import { expect, test } from "vitest";
import { dollars } from "../../../src/core/cost/dollars.ts";

test.each([
  [0, "$0.00"],
  [0.0000123, "$0.000012"],
  [0.003, "$0.003"],
  [0.0567, "$0.0567"],
  [0.5, "$0.50"],
  [12.345, "$12.35"],
  [1234567, "$1,234,567.00"],
])("%d is written %s", (amount, text) => {
  expect(dollars(amount)).toBe(text);
});

test("only nothing looks like nothing", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (amount) => {
      expect(dollars(amount)).toMatch(/^\$[\d,]*\.?\d*[1-9]|^\$[1-9]/);
    }),
  );
});
