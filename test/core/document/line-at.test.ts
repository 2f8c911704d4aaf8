import fc from "fast-check";
import { expect, test } from "vitest";
import { lineAt, lineFinder } from "../../../src/core/document/line-at.ts";

test("the line of an offset is the same whether one is asked for or many", () => {
  const anyText = fc.string({ unit: fc.constantFrom("a", "\n", "\r") });
  fc.assert(
    fc.property(anyText, fc.nat({ max: 20 }), (text, offset) => {
      expect(lineFinder(text)(offset)).toBe(lineAt(text, offset));
      expect(lineAt(text, offset)).toBe(text.slice(0, offset).split("\n").length);
    }),
  );
});
