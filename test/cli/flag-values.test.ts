import { expect, test } from "vitest";
import { amountOf, retranslates } from "../../src/cli/flag-values.ts";

test.each([
  ["2", 2],
  ["2.50", 2.5],
  [".5", 0.5],
  ["0", 0],
])("%s is an amount", (value, amount) => {
  expect(amountOf(value)).toBe(amount);
});

test.each(["", "-1", "$2", "2,50", "1e9", "Infinity", " 2", "5."])("%j is none", (value) => {
  expect(() => amountOf(value)).toThrow(`"${value}" is no amount of US dollars.`);
});

test("new answers for all texts are waited for", () => {
  expect(() => retranslates("all", false)).toThrow("do not go together");
  expect(retranslates("all", true)).toBe("all");
  expect(retranslates("failed", false)).toBe("failed");
  expect(retranslates(undefined, false)).toBe("nothing");
  expect(() => retranslates("some", true)).toThrow('nothing called "some"');
});
