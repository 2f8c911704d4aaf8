import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMark } from "../../../src/core/reply/read-mark.ts";

const noSource = () => undefined;

describe("a number as it was asked for", () => {
  test.each([
    ["1 Un.", 1, "Un."],
    ["12345 Un.", 12345, "Un."],
    [" \t1 Un.", 1, "Un."],
    ["1\t Un.", 1, "Un."],
    ["1", 1, ""],
    ["1 ", 1, ""],
    ["1 2 Un.", 1, "2 Un."],
    ["1 **Un.**", 1, "**Un.**"],
  ])("is plain in %j", (line, number, text) => {
    expect(readMark(line, noSource)).toEqual({ number, text, isPlain: true });
  });
});

const dressed = [
  "1. Un.",
  "1) Un.",
  "1: Un.",
  "1\\. Un.",
  "(1) Un.",
  "[1] Un.",
  "#1 Un.",
  "Line 1: Un.",
  "- 1 Un.",
  "* 1. Un.",
  "• 1 Un.",
  "> 1 Un.",
  "**1** Un.",
  "**1.** Un.",
  "**1:** Un.",
  "__1__: Un.",
  "１ Un.",
  "１、Un.",
  "１．Un.",
  "（１）Un.",
  "【1】Un.",
  "1：Un.",
  "1。Un.",
  "1.Un.",
  "1\u3000Un.",
  "1\u00a0Un.",
  "١ Un.",
  "१. Un.",
  "1 - Un.",
  "1 — Un.",
  "1 | Un.",
  "1 : Un.",
  "1 => Un.",
  "1 → Un.",
];

test.each(dressed)("the number of %j is heard in its dress", (line) => {
  expect(readMark(line, noSource)).toEqual({ number: 1, text: "Un.", isPlain: false });
});

test.each(["**1.**", "1.", "[1]", "Line 1:", "１"])("the number %s may stand alone", (line) => {
  expect(readMark(line, noSource)).toEqual({ number: 1, text: "", isPlain: false });
});

test.each([
  "Un.",
  "",
  " ",
  "1Un.",
  "123456 Un.",
  "1.5 seconds",
  "1:30 p.m.",
  "Un 1 Un.",
  "v1 Un.",
  "-1",
  "# docs/a.md",
  "**Un** 1.",
])("%j begins with no number of a line", (line) => {
  expect(readMark(line, noSource)).toBeUndefined();
});

describe("a dash or the like between number and text", () => {
  test.each(["- Un.", "— Un.", ": Un.", "→ Un."])(
    "is the text's own where its source begins so: %j",
    (text) => {
      const source = (number: number) => (number === 1 ? `${text[0]} One.` : "One.");
      expect(readMark(`1 ${text}`, source)).toEqual({ number: 1, text, isPlain: true });
      expect(readMark(`2 ${text}`, source)).toEqual({ number: 2, text: "Un.", isPlain: false });
    },
  );

  test("is a part of the text without a space behind it", () => {
    expect(readMark("1 --verbose", noSource)?.text).toBe("--verbose");
    expect(readMark("1 :::tip", noSource)?.text).toBe(":::tip");
  });
});

test("any text that begins with a letter comes back from behind its number", () => {
  const text = fc.string({ unit: "binary" }).map((rest) => `U${rest.replace(/[\r\n]/g, "")}`);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999 }), text, (number, words) => {
      expect(readMark(`${number} ${words}`, noSource)).toEqual({
        number,
        text: words,
        isPlain: true,
      });
    }),
  );
});

test("a line full of digits, marks and blanks takes no time to speak of", () => {
  for (const part of [" ", "1", "*", "\\.", "( ", "１", "**1 ", "- "]) {
    const started = performance.now();
    readMark(`${part.repeat(50_000)}x`, noSource);
    expect(performance.now() - started).toBeLessThan(500);
  }
});
