import fc from "fast-check";
import { expect, test } from "vitest";
import { plainString, plainWords } from "../../../src/core/words/plain-words.ts";
import { trickyText } from "./arbitrary-words.ts";

test("backticks in a plain string are code", () => {
  expect(plainWords("Use `npm ci` now")).toEqual([
    { type: "text", value: "Use " },
    { type: "code", value: "npm ci" },
    { type: "text", value: " now" },
  ]);
});

test("a lone backtick in a plain string is text", () => {
  expect(plainWords("it`s")).toEqual([{ type: "text", value: "it`s" }]);
});

test("tags have no place in a plain string", () => {
  expect(plainString([{ type: "single", id: 1 }])).toBe("");
});

test("a plain string comes back as it was", () => {
  fc.assert(
    fc.property(trickyText, (value) => {
      expect(plainString(plainWords(value))).toBe(value);
    }),
  );
});
