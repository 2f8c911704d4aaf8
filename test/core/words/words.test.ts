import { describe, expect, test } from "vitest";
import { readWords } from "../../../src/core/words/notation.ts";
import { renumber, tagNumbers } from "../../../src/core/words/renumber.ts";
import { hasProse, mergeTexts, plainText, type Words } from "../../../src/core/words/words.ts";

describe("words are prose", () => {
  test.each(["a", "漢", "مرحبا", "<1>é</1>", "12 px"])("in %s", (line) => {
    expect(hasProse(wordsOf(line))).toBe(true);
  });

  test.each(["", "42", "`code`", "<1/>", "— … 👍", "<1>`only`</1>"])("not in %s", (line) => {
    expect(hasProse(wordsOf(line))).toBe(false);
  });
});

test("plain text leaves tags out, and code unless asked for", () => {
  const words = wordsOf("a <1>b `c`</1> <2/>d");
  expect(plainText(words)).toBe("a b  d");
  expect(plainText(words, true)).toBe("a b c d");
});

test("neighbouring texts merge, inside of tags too", () => {
  const [a, b] = [text("a"), text("b")];
  const words = mergeTexts([a, b, { type: "pair", id: 1, children: [a, b] }, a]);
  expect(words).toEqual([text("ab"), { type: "pair", id: 1, children: [text("ab")] }, a]);
});

test("tags are counted in order of appearance, outer before inner", () => {
  const words = wordsOf("<7/> <3>a <9/></3>");
  expect(renumber(words, tagNumbers(words))).toEqual(wordsOf("<1/> <2>a <3/></2>"));
});

function wordsOf(line: string): Words {
  const result = readWords(line);
  return "words" in result ? result.words : [];
}

function text(value: string) {
  return { type: "text", value } as const;
}
