import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMessage, writeMessage } from "../../../src/core/messages/message-words.ts";
import { readWords, writeWords } from "../../../src/core/words/notation.ts";
import { anyMessage } from "./arbitrary-messages.ts";

const examples: readonly (readonly [message: string, line: string])[] = [
  ["Next", "Next"],
  ["{count} of {total}", "`{count}` of `{total}`"],
  ["{first}{last}", "`{first}{last}`"],
  ["{not a placeholder} {}", "{not a placeholder} {}"],
  ["Run `npm ci` in {dir}", "Run `npm ci` in `{dir}`"],
  ["Run `{command}`", "Run \\``{command}`\\`"],
  ["`a`{b}", "\\`a\\``{b}`"],
  ["One post|{count} posts", "One post|`{count}` posts"],
  ['Copyright © 2025 <a href="/x>y">Us</a>, Inc.', "Copyright © 2025 <1>Us</1>, Inc."],
  ["Copyright &copy; 2025&nbsp;Us", "Copyright `&copy;` 2025`&nbsp;`Us"],
  ["A & B; C&D", "A & B; C&D"],
  ["<b>a <i>b</i></b>", "<1>a <2>b</2></1>"],
  ["a<br/>\n  <img alt='x'>b", "a<1/>b"],
  ["a\r\nb", "a<1/>b"],
  ["<b>a</i> c</b>", "<1>a<2/> c</1>"],
  ["a <b> c", "a <1/> c"],
  ["<b>a <i>b</b> c</b>", "<1>a <2/>b</1> c<3/>"],
  ["<script>if (1 < 2) go()</script> us", "<1/> us"],
  ["<!-- a > b --> us <!doctype html>", "<1/> us <2/>"],
  ["1 < 2, <3", "1 < 2, <3"],
  ["a <1> b", "a \\<1> b"],
  ["us <span onclick", "us <1/>"],
  ["  and \n", "and"],
];

describe("a message in the notation", () => {
  test.each(examples)("%j is %j", (message, line) => {
    const { words, kept } = readMessage(message);
    expect(writeWords(words)).toBe(line);
    expect(writeMessage(words, kept)).toBe(message);
  });
});

test("any message is taken apart and put together again exactly, by way of the notation too", () => {
  fc.assert(
    fc.property(anyMessage, (message) => {
      const { words, kept } = readMessage(message);
      const line = writeWords(words);
      expect(line).not.toMatch(/[\r\n]/);
      expect(line.trim()).toBe(line);
      expect(readWords(line)).toEqual({ words });
      expect(writeMessage(words, kept)).toBe(message);
    }),
    { numRuns: 2000 },
  );
});

test("a message of nothing but tags is one tag", () => {
  const message = "<b>x</b>".repeat(2000);
  const { words, kept } = readMessage(message);
  expect(words).toEqual([{ type: "single", id: 1 }]);
  expect(writeMessage(words, kept)).toBe(message);
});

test.each(["<b ", '<a "', "<!--", "`<a>", "&amp;`", "  ", "{a}`", "<code>"])(
  "a long run of %j costs no time",
  (part) => {
    const message = part.repeat(5000);
    const start = performance.now();
    const { words, kept } = readMessage(message);
    expect(writeMessage(words, kept)).toBe(message);
    expect(performance.now() - start).toBeLessThan(2000);
  },
);
