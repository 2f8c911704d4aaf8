import fc from "fast-check";
import { expect, test } from "vitest";
import { pseudoLocalize } from "../../src/core/pseudo.ts";
import { conform } from "../../src/core/words/conform.ts";
import { writeWords } from "../../src/core/words/notation.ts";
import { anyWords } from "./words/arbitrary-words.ts";

test("pseudo-localized text is readable, longer and between marks", () => {
  const words = [
    { type: "text", value: "Run " },
    { type: "pair", id: 1, children: [{ type: "text", value: "all" }] },
    { type: "code", value: "npm ci" },
  ] as const;
  expect(writeWords(pseudoLocalize(words))).toBe("⟦Ŕûûñ <1>ååļļ</1>`npm ci`⟧");
});

test("pseudo-localized words are a translation that conforms", () => {
  fc.assert(
    fc.property(anyWords, (words) => {
      const source = [{ type: "text", value: "Words " } as const, ...words];
      expect(conform(writeWords(pseudoLocalize(source)), source)).toHaveProperty("words");
    }),
  );
});
