import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readPhrasebook } from "../../support/phrasebook.ts";
import { accept } from "./accept.ts";

const folder = fileURLToPath(new URL("../../../example-site/phrasebook", import.meta.url));
const locales = ["fr", "ja", "ar"];
const book = readPhrasebook(folder, locales);

/** Translations that people wrote: whatever refuses one of them is too strict. */
test.each(locales)("the whole guide in %s is accepted", (locale) => {
  const entries = [...(book.get(locale) ?? [])];
  expect(entries.length).toBeGreaterThan(100);
  const results = entries.map(([text, line]) => ({ text, result: accept(text, line, locale) }));
  expect(results.filter(({ result }) => /^\([a-z-]+(?:: .*)?\)$/.test(result))).toEqual([]);
});
