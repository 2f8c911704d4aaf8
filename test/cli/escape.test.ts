import fc from "fast-check";
import { expect, test } from "vitest";
import {
  commandData,
  commandProperty,
  escapeHtml,
  printable,
  printableJson,
  summaryCell,
  visible,
} from "../../src/cli/reporters/escape.ts";
import { hostileText } from "./hostile-text.ts";
import { runnerCommand } from "./runner-command.ts";

const active = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

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
  expect(visible(text)).toBe(shown);
  expect(printable(text)).toBe(shown);
});

test("line ends and tabs become spaces, so that one message is one line", () => {
  expect(printable("a\tb\nc")).toBe("a b c");
});

test("words in any script stay as they are", () => {
  const words = "Grüße, 日本語, العربية, ไทย, 👋🏽 <1>\\`{}|";
  expect(printable(words)).toBe(words);
});

test.each(["a::b", "docs/a.md:3 · x", ":", ": :", "C++ std::vector", "# [x]", "## [x]", "#[x]"])(
  "%s is no command, and stays as it is",
  (line) => {
    expect(printable(line)).toBe(line);
  },
);

test.each([
  ["::error::x", "\\u{3a}:error::x"],
  ["  ::add-mask::x", "  \\u{3a}:add-mask::x"],
  ["\n::error::x", " \\u{3a}:error::x"],
  ["\u3000::error::x", "\u3000\\u{3a}:error::x"],
  ["\ufe0f:\u034f:error::x", "\ufe0f\\u{3a}\u034f:error::x"],
  ["a ##[error]x", "a ##\\u{5b}error]x"],
  ["###[group]", "###\\u{5b}group]"],
  ["##vso[task.complete]", "##vso\\u{5b}task.complete]"],
  ["#\ufe0f#[error]", "#\ufe0f#\\u{5b}error]"],
])("%j would be a command, and becomes a line", (line, shown) => {
  expect(runnerCommand(line)).toBeDefined();
  expect(printable(line)).toBe(shown);
});

test("no text speaks to a terminal or a runner, alone or behind own words", () => {
  fc.assert(
    fc.property(hostileText, fc.constantFrom("", "  ", "Warning: ", "  fr · "), (text, before) => {
      const line = printable(before + text);
      expect(line).not.toMatch(active);
      expect(runnerCommand(line)).toBeUndefined();
    }),
  );
});

test("programs read the same from JSON, and no line of it speaks to a terminal or a runner", () => {
  fc.assert(
    fc.property(fc.array(hostileText), hostileText, (list, key) => {
      const value = { list, of: { [`k${key}`]: key } };
      const json = printableJson(value);
      expect(JSON.parse(json)).toEqual(value);
      for (const line of json.split("\n")) {
        expect(line).not.toMatch(active);
        expect(runnerCommand(line)).toBeUndefined();
      }
    }),
  );
});

test("a workflow command is one line, and the runner reads from it what was meant", () => {
  fc.assert(
    fc.property(hostileText.map(visible), hostileText, (file, data) => {
      const line = `::warning file=${commandProperty(file)},line=1::${commandData(data)}`;
      expect(line).not.toMatch(/[\r\n]/);
      const ignored = /\p{Default_Ignorable_Code_Point}/gu;
      const [seenFile, seenData] = [file.replace(ignored, ""), data.replace(ignored, "")];
      expect(runnerCommand(line)).toEqual({
        name: "warning",
        properties: { file: seenFile, line: "1" },
        data: seenData,
      });
    }),
  );
});

test("the characters of HTML lose their meaning, and a browser shows the same", () => {
  expect(escapeHtml(`<b title="x" id='y'>&amp;</b>`)).toBe(
    "&#60;b title=&#34;x&#34; id=&#39;y&#39;&#62;&#38;amp;&#60;/b&#62;",
  );
  fc.assert(
    fc.property(hostileText, (text) => {
      const html = escapeHtml(text);
      expect(html).toMatch(/^(?:[^&<>"']|&#\d+;)*$/);
      expect(html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))).toBe(text);
    }),
  );
});

test("a cell is code on one line, and an empty one is empty", () => {
  expect(summaryCell("")).toBe("");
  expect(summaryCell("a\n\n<b>")).toBe("<code>a  &#60;b&#62;</code>");
});
