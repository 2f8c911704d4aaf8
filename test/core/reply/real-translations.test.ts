import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { acceptLine } from "../../../src/core/reply/accept-line.ts";
import { readWords } from "../../../src/core/words/notation.ts";
import { readPhrasebook } from "../../support/phrasebook.ts";

const folder = fileURLToPath(new URL("../../../example-site/phrasebook", import.meta.url));
const locales = ["fr", "ja", "ar"];
const book = readPhrasebook(folder, locales);

/** Translations that people wrote: whatever refuses one of them is too strict. */
describe.each(locales)("the guide in %s", (locale) => {
  test("is accepted sentence by sentence", () => {
    const entries = [...(book.get(locale) ?? [])];
    expect(entries.length).toBeGreaterThan(100);
    const refused = entries.flatMap(([text, line]) => {
      const source = readWords(text);
      if (!("words" in source)) return [[text, source]];
      const read = acceptLine(line, { words: source.words, text }, { sourceLocale: "en", locale });
      return "words" in read ? [] : [[text, line, read]];
    });
    expect(refused).toEqual([]);
  });
});
