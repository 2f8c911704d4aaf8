import { expect, test } from "vitest";
import { plainLine } from "../../../src/io/engine/plain-line.ts";

test("foreign text becomes one line without control characters", () => {
  expect(plainLine("a\r\n\tb\u001b[31mc\u2028d\u202ee  f ")).toBe("a b [31mc d e f");
});

test("long text is cut, but not through a character", () => {
  const cut = plainLine("😀".repeat(400));
  expect(cut.length).toBeLessThanOrEqual(300);
  expect(cut).toMatch(/^😀+…$/u);
});

test("the secret is masked, wherever it stands", () => {
  expect(plainLine("key sk-1 and sk-1", "sk-1")).toBe("key *** and ***");
});
