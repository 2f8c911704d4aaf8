import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readWords, writeWords } from "../../../src/core/words/notation.ts";
import type { Words } from "../../../src/core/words/words.ts";
import { anyWords, trickyText } from "./arbitrary-words.ts";

const examples: readonly (readonly [name: string, words: Words, line: string])[] = [
  ["nothing is an empty line", [], ""],
  ["text is itself", [text("plain, “quoted” & 100 %")], "plain, “quoted” & 100 %"],
  ["code is in backticks", [text("run "), code("npm ci")], "run `npm ci`"],
  ["code with a backtick has a longer fence", [code("a`b")], "``a`b``"],
  ["code that begins with a backtick is padded", [code("`a")], "`` `a ``"],
  ["a pair wraps its words", [pair(1, text("a "), single(2))], "<1>a <2/></1>"],
  ["an empty pair is kept", [pair(7)], "<7></7>"],
  ["text like a tag is escaped", [text("a <1> b </2> c <3/>")], "a \\<1> b \\</2> c \\<3/>"],
  ["other angle brackets are not", [text("1 < 2 <b> <12345> < 1>")], "1 < 2 <b> <12345> < 1>"],
  ["a backtick is escaped", [text("it`s")], "it\\`s"],
  ["a lone backslash is itself", [text("C:\\Users")], "C:\\Users"],
  ["a backslash before a sign is doubled", [text("\\<1> \\`")], "\\\\\\<1> \\\\\\`"],
  ["a backslash at the end is doubled", [text("end\\"), code("x")], "end\\\\`x`"],
];

describe("the notation", () => {
  test.each(examples)("%s", (_, words, line) => {
    expect(writeWords(words)).toBe(line);
    expect(readWords(line)).toEqual({ words });
  });

  test("gives back any words that were written", () => {
    fc.assert(
      fc.property(anyWords, (words) => {
        expect(readWords(writeWords(words))).toEqual({ words });
      }),
      { numRuns: 1000 },
    );
  });

  test("reads any line as words or as a mistake of tags", () => {
    fc.assert(
      fc.property(trickyText, (line) => {
        const result = readWords(line);
        expect("words" in result || /^tag-/.test(result.mistake)).toBe(true);
      }),
    );
  });

  test("keeps a Segment on one line", () => {
    fc.assert(fc.property(anyWords, (words) => !/[\r\n]/.test(writeWords(words))));
  });
});

const mistakes: readonly (readonly [string, string, number])[] = [
  ["<1>open", "tag-nesting", 1],
  ["close</1>", "tag-nesting", 1],
  ["<1><2></1></2>", "tag-nesting", 1],
  ["<1/> and <1/>", "tag-doubled", 1],
  ["<2>a</2> <2/>", "tag-doubled", 2],
];

describe("a line that is not in the notation", () => {
  test.each(mistakes)("%s is %s of tag %i", (line, mistake, tag) => {
    expect(readWords(line)).toEqual({ mistake, tag });
  });

  test("has backticks without a partner as text", () => {
    expect(readWords("a ` b `` c")).toEqual({ words: [text("a ` b `` c")] });
  });

  test("has a tag that both closes and stands alone as text", () => {
    expect(readWords("</1/>")).toEqual({ words: [text("</1/>")] });
  });

  test("has tags in code as code", () => {
    expect(readWords("`<1>`")).toEqual({ words: [code("<1>")] });
  });

  test("is read in time that grows with its length", () => {
    const hostile = Array.from({ length: 300 }, (_, index) => `${"`".repeat(index + 1)} `).join("");
    expect(readWords(hostile)).toHaveProperty("words");
    expect(readWords("<1>".repeat(20_000))).toEqual({ mistake: "tag-doubled", tag: 1 });
  });
});

function text(value: string) {
  return { type: "text", value } as const;
}

function code(value: string) {
  return { type: "code", value } as const;
}

function single(id: number) {
  return { type: "single", id } as const;
}

function pair(id: number, ...children: Words) {
  return { type: "pair", id, children } as const;
}
