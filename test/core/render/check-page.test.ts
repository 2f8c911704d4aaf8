import { describe, expect, test } from "vitest";
import { pageFault } from "../../../src/core/render/check-page.ts";
import type { Translations } from "../../../src/core/render/render.ts";
import { soundTranslations } from "../../../src/core/render/sound-translations.ts";
import { defaultTextRules as rules } from "../../../src/core/segment/rules.ts";
import { readWords } from "../../../src/core/words/notation.ts";
import { plainText } from "../../../src/core/words/words.ts";
import { documentOf } from "../document-of.ts";

describe("a line of text that is like structure", () => {
  const lines = [
    "import x from 'y'",
    "1. one",
    "# title",
    "- dash",
    "| a | b |",
    ":::note",
    "--- a",
    "<x>y</x>",
    "{x}",
    "$x$",
    "&amp;",
    "> quote",
    "a\\",
  ];

  test.each(lines)("%s is accepted as words", async (line) => {
    const document = await documentOf("Words here.\n\nAfter.\n");
    const translations = new Map([[0, [{ type: "text", value: line } as const]]]);
    const sound = await soundTranslations({ document, rules, edits: [] }, translations);
    expect(sound.rejected).toEqual([]);
    const [segment] = (await documentOf(sound.text)).segments;
    expect(plainText(segment?.words ?? [])).toBe(line);
  });

  test.each(["see https://a.bc now", "www.example.com", "mail a@b.cd"])(
    "%s is rejected: the source has no such link",
    async (line) => {
      const document = await documentOf("Words here.\n\nAfter.\n");
      const translations = new Map([[0, [{ type: "text", value: line } as const]]]);
      const sound = await soundTranslations({ document, rules, edits: [] }, translations);
      expect(sound.rejected.map(({ index }) => index)).toEqual([0]);
      expect(sound.text).toBe(document.text);
    },
  );
});

describe("a space that slipped into emphasis", () => {
  test.each([
    ["**Note:** text\n", "<1>Hinweis: </1>Text", "**Hinweis:** Text\n"],
    ["A *b* c\n", "A<1> b </1>c", "A *b* c\n"],
    ["A ***b*** c\n", "A <1><2>b </2></1>c", "A ***b*** c\n"],
    ["A ~~b~~ c\n", "<1> b</1> A c", "~~b~~ A c\n"],
  ])("of %s moves out of it", async (source, line, expected) => {
    const document = await documentOf(source);
    const sound = await soundTranslations({ document, rules, edits: [] }, translated([line]));
    expect(sound).toMatchObject({ rejected: [], text: expected });
  });
});

test("an underlined heading may begin like a program", async () => {
  const document = await documentOf("Words\n===\n");
  const sound = await soundTranslations(
    { document, rules, edits: [] },
    translated(["export const a = 1"]),
  );
  expect(sound).toMatchObject({ rejected: [], text: "&#x65;xport const a = 1\n===\n" });
});

test("a line separator in a program's string is escaped", async () => {
  const document = await documentOf("<Card title={'Words here'} />\n");
  const translations = translated(["Deux\u2028lignes"]);
  const sound = await soundTranslations({ document, rules, edits: [] }, translations);
  expect(sound.text).toBe("<Card title={'Deux\\u2028lignes'} />\n");
  expect(sound.rejected).toEqual([]);
});

describe("one bad translation", () => {
  test("does not spoil the others", async () => {
    const document = await documentOf("One.\n\nTwo.\n\nThree.\n\nFour.\n");
    const translations = translated(["Un.", "www.example.com", "Trois.", "a@b.cd"]);
    const sound = await soundTranslations({ document, rules, edits: [] }, translations);
    expect(sound.rejected.map(({ index }) => index)).toEqual([1, 3]);
    expect(sound.text).toBe("Un.\n\nTwo.\n\nTrois.\n\nFour.\n");
  });

  test("is found where it makes the page unreadable", async () => {
    const document = await documentOf("---\ntitle: One\ndescription: Two\n---\n\nThree.\n");
    const broken = { ...document, text: document.text.replace("Two", "Two: x") };
    const checked = { document: broken, rules, edits: [] };
    const fault = await pageFault(checked, new Map(), broken.text);
    expect(fault).toMatchObject({ kind: "refused", line: 3 });
  });

  test("may not change the order of unpaired HTML", async () => {
    const document = await documentOf("Open <b> and <i>.\n", { format: "md" });
    const checked = { document, rules, edits: [] };
    const swapped = await soundTranslations(checked, translated(["Ouvre <2/> et <1/>."]));
    expect(swapped.rejected.map(({ index }) => index)).toEqual([0]);
  });
});

function translated(lines: readonly string[]): Translations {
  return new Map(
    lines.map((line, index) => {
      const read = readWords(line);
      return [index, "words" in read ? read.words : []] as const;
    }),
  );
}
