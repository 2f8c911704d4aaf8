import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conformMessage } from "../../../src/core/messages/conform-message.ts";
import { readMessage, writeMessage } from "../../../src/core/messages/message-words.ts";
import { readWords, writeWords } from "../../../src/core/words/notation.ts";
import { anyMessage } from "./arbitrary-messages.ts";

/** What is written for a line of a Reply, or why nothing is. */
function translated(message: string, line: string): string | readonly [string, string] {
  const { words, kept } = readMessage(message);
  const read = conformMessage(line, words, { kept });
  return "kind" in read ? [read.kind, read.detail] : writeMessage(read.words, kept);
}

const accepted: readonly (readonly [message: string, line: string, written: string])[] = [
  ["Next", "Suivant", "Suivant"],
  [" and ", "et", " et "],
  ["{count} of {total}", "`{total}` dont `{count}`", "{total} dont {count}"],
  ["{count} of {total}", "{total} dont {count}", "{total} dont {count}"],
  ["{first} {last}, hi", "`{last}{first}` さん", "{last}{first} さん"],
  ["{first} {last}, hi", "`{last}``{first}` さん", "{last}{first} さん"],
  ["{first} {last}, hi", "`{last} {first}` さん", "{last} {first} さん"],
  ["Run `npm ci` in {dir}", "Dans `{dir}` : `npm ci`", "Dans {dir} : `npm ci`"],
  ["Run `npm ci` in {dir}", "In {dir}`npm ci`", "In {dir} `npm ci`"],
  ["<a href='/x'>Us</a>, Inc.", "SA <1>Nous</1>", "SA <a href='/x'>Nous</a>"],
  ["&copy; us &amp; you", "nous `&amp;` vous `&copy;`", "nous &amp; vous &copy;"],
  ["Less is more", "1 < 2 et <3 & 4", "1 < 2 et <3 & 4"],
  ["a\nb", "eins<1/>zwei", "eins\nzwei"],
];

const refused: readonly (readonly [message: string, line: string, kind: string, detail: string])[] =
  [
    ["Us", "Nous <b>ici</b>", "markup-added", "<b>"],
    ["Us", "Nous <script", "markup-added", "<script"],
    ["Us", "Nous <!-- x", "markup-added", "<!-- x"],
    ["Us", "Nous </div>", "markup-added", "</div>"],
    ["Us", "``</code>` nous", "markup-added", "</code>"],
    ["Us", "Nous &lt;b&gt;", "markup-added", "&lt;"],
    ["Us", "Nous {count}", "markup-added", "{count}"],
    ["Us {count}", "Nous {count} {counts}", "markup-added", "{counts}"],
    ["Us {count}", "Nous `{counts}`", "code-changed", "{counts}"],
    ["Us {count}", "Nous", "code-changed", "{count}"],
    ["Us {count}", "Nous {count} {count}", "code-changed", "{count}"],
    ["Us {count}", "Nous `{count}` `x`", "code-changed", "x"],
    ["Us &copy; {count}", "Nous `{count}`", "code-changed", "&copy;"],
    ["<b>Us</b>", "Nous", "tag-missing", "<1>"],
    ["<b>Us</b>", "<1>Nous</1> <2/>", "tag-invented", "<2>"],
    ["<b>Us</b>", "<1>Nous</1><b>", "markup-added", "<b>"],
    ["<b>Us</b>", "<a <1>Nous</1>", "markup-added", "<a <b>"],
    ["us a <b c", "un <b onclick=x <1/>", "markup-added", "<b onclick=x <b c"],
    ["Us", "42", "empty", ""],
    ["Us {count}", "{count}", "empty", ""],
  ];

describe("a translation of a message", () => {
  test.each(accepted)("%j as %j is %j", (message, line, written) => {
    expect(translated(message, line)).toBe(written);
  });

  test.each(refused)("%j as %j is refused: %s %s", (message, line, kind, detail) => {
    expect(translated(message, line)).toEqual([kind, detail]);
  });
});

test("any message is a translation of itself", () => {
  fc.assert(
    fc.property(anyMessage, (message) => {
      expect(translated(message, writeWords(readMessage(message).words))).toBe(message);
    }),
    { numRuns: 1000 },
  );
});

/** As a browser and `interpolate` of Docusaurus read it, told apart more crudely than by the code under test. */
function markupOf(message: string): string[] {
  return (message.match(/<[a-z!?/]|\{\w+\}|&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/gi) ?? []).sort();
}

test("whatever a model says, nothing that is read as markup or as a placeholder is added or lost", () => {
  fc.assert(
    fc.property(anyMessage, anyMessage, fc.boolean(), (message, other, isTagged) => {
      const { words, kept } = readMessage(message);
      const line = isTagged ? `${other} ${writeWords(words)}` : other;
      const read = conformMessage(line, words, { kept });
      if ("kind" in read) return;
      expect(markupOf(writeMessage(read.words, kept))).toEqual(markupOf(message));
      // Memory keeps it in the notation, and it passes the same wall again.
      expect(readWords(writeWords(read.words))).toEqual({ words: read.words });
      expect(conformMessage(writeWords(read.words), words, { kept })).toEqual(read);
    }),
    { numRuns: 3000 },
  );
});
