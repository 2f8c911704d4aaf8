import { expect, test } from "vitest";
import { printable } from "../../src/cli/reporters/printable.ts";

test.each([
  ["an escape sequence", "a\u001b[31mb", "a\\u{1b}[31mb"],
  ["a bell", "\u0007", "\\u{7}"],
  ["a carriage return, which would hide what stands before", "ok\rno", "ok\\u{d}no"],
  ["a sequence in one character", "\u009b2J", "\\u{9b}2J"],
  ["a change of writing direction", "a\u202eb", "a\\u{202e}b"],
  ["an invisible character", "a\u200bb", "a\\u{200b}b"],
  ["an invisible letter of its own plane", "\u{e0041}", "\\u{e0041}"],
  ["a line separator", "a\u2028b", "a\\u{2028}b"],
  ["a delete", "\u007f", "\\u{7f}"],
])("%s becomes visible", (_, text, shown) => {
  expect(printable(text)).toBe(shown);
});

test("line ends and tabs become spaces, so that one message is one line", () => {
  expect(printable("a\tb\nc")).toBe("a b c");
});

test("words in any script stay as they are", () => {
  const words = "Grüße, 日本語, العربية, ไทย, 👋🏽 <1>\\`{}|";
  expect(printable(words)).toBe(words);
});
