import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineRepairs, mendLine } from "../../../src/core/reply/mend-line.ts";
import { type RepairName, repairWords } from "../../../src/core/reply/repairs.ts";

const source = "Read <1>the guide</1>, then <2/>.";
const original = { text: source, locale: "fr" };

/** One row a repair: what it mends, and the same where the source knows no such tag. */
const examples: Readonly<Partial<Record<RepairName, readonly [line: string, mended: string]>>> = {
  invisible: ["a\u200bb\u202e\u0000", "ab"],
  spaces: [
    "deux\u2009mots\u3000avec\u00a0trois\u00a0: 1\u202f000",
    "deux mots avec trois\u00a0: 1\u202f000",
  ],
  "wide-letters": ["Ｎｏｄｅ．ｊｓ（２０） ＜b＞ ＜３／＞", "Node.js(20) ＜b＞ ＜３／＞"],
  "encoded-tags": [
    "&lt;1&gt;a&lt;/1&gt; &lt;2/&gt; &lt;3/&gt; &lt;b&gt;",
    "<1>a</1> <2/> &lt;3/&gt; &lt;b&gt;",
  ],
  "wide-tags": ["＜1＞a＜/1＞ 〈２／〉 ＜3/＞ ＜a＞", "<1>a</1> <2/> ＜3/＞ ＜a＞"],
  "spaced-tags": ["< 1 >a< / 1 > <2 /> < 3 /> < b >", "<1>a</1> <2/> < 3 /> < b >"],
  "empty-pairs": ["<2></2> <1></1> <3></3>", "<2/> <1></1> <3></3>"],
};

test.each(lineRepairs)("the repair $name does what it says, and no more", ({ name, mend }) => {
  const [line, mended] = examples[name] ?? [];
  if (line === undefined) throw new Error(`no example of ${name}`);
  expect(repairWords[name].reason).toMatch(/\.$/);
  expect(mend(line, original)).toBe(mended);
  expect(mendLine(line, original)).toEqual({ text: mended, repairs: [name] });
});

test("a line without faults has nothing undone", () => {
  const line = "Lisez <1>le guide</1>, puis <2/>.";
  expect(mendLine(line, original)).toEqual({ text: line, repairs: [] });
});

test("each repair is counted once, however often it is needed", () => {
  const { text, repairs } = mendLine("a\u200bb\u200b &lt;1&gt;Ａ&lt;/1&gt;\u2003< 2/>", original);
  expect(text).toBe("ab <1>A</1> <2/>");
  expect(repairs).toEqual(["invisible", "spaces", "wide-letters", "encoded-tags", "spaced-tags"]);
});

const usualSpaces: readonly (readonly [name: string, line: string, locale: string])[] = [
  ["before a colon in French", "Attention\u00a0: lisez\u202f!", "fr"],
  ["inside of French quotation marks", "«\u00a0Lisez\u202f»", "fr"],
  ["in a number", "10\u202f000 pages, 20\u00a0%", "fr"],
  ["behind a short word in Czech", "v\u00a0souboru a k\u00a0němu", "cs"],
  ["behind an abbreviation", "z.\u00a0B. und S.\u00a0nächste", "de"],
  ["before a dash in Russian", "Это\u00a0— файл", "ru"],
  ["of full width in Japanese", "はい\u3000いいえ", "ja"],
  ["of full width in Korean", "예\u3000아니요", "ko"],
];

test.each(usualSpaces)("a special space stays %s", (_, line, locale) => {
  expect(mendLine(line, { text: "No tags.", locale })).toEqual({ text: line, repairs: [] });
});

test("a special space stays where the source has one", () => {
  const line = "un\u2003mot\u2003ou\u2003deux";
  expect(mendLine(line, { text: "a\u2003word", locale: "fr" }).text).toBe(line);
});

test("a space of full width is no space of Arabic", () => {
  expect(mendLine("افتح\u3000الملف", { text: "Open it", locale: "ar" }).text).toBe("افتح الملف");
});

test.each(["ja", "zh-Hant", "ko", "zh"])("wide letters are plain ones in %s", (locale) => {
  const line = "Ｎｏｄｅ（２０）：ＯＫ！";
  expect(mendLine(line, { text: "No tags.", locale })).toEqual({ text: line, repairs: [] });
});

test("wide letters stay where the source has them", () => {
  expect(mendLine("Ａ et Ｂ", { text: "Ａ", locale: "fr" }).text).toBe("Ａ et B");
});

const parts = fc.constantFrom(
  ..."<>/＜＞〈〉‹›／12３ \u200b\u00ad&;\u00a0\u2009\u3000ＡＩ；＆".split(""),
  ...["&lt;", "&gt;", "<1>", "</1>", "<2/>", "<2></2>", "<3/>", "\u{e0041}", "ab", "`", "\\"],
);
const anyLocale = fc.constantFrom("fr", "ja", "ar", "no such");
const anyLine = fc.array(parts, { maxLength: 14 }).map((list) => list.join(""));

describe("any line", () => {
  test("is mended once and for all", () => {
    fc.assert(
      fc.property(anyLine, anyLocale, (line, locale) => {
        const mended = mendLine(line, { text: source, locale }).text;
        expect(mendLine(mended, { text: source, locale })).toEqual({ text: mended, repairs: [] });
      }),
      { numRuns: 2000 },
    );
  });

  test("gets no tag that the source lacks", () => {
    fc.assert(
      fc.property(anyLine, anyLocale, (line, locale) => {
        const seen = new Set([...tagsIn(visible(line)), ...tagsIn(source)]);
        const { text } = mendLine(line, { text: source, locale });
        expect(tagsIn(text).filter((tag) => !seen.has(tag))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test("stays as it is where the source has no tag and nothing hides in it", () => {
    fc.assert(
      fc.property(anyLine.map(visible).map(plain), anyLocale, (line, locale) => {
        expect(mendLine(line, { text: "No tags.", locale }).text).toBe(line);
      }),
    );
  });
});

/** Something hidden between `<` and `1` must not keep a tag from being seen. */
function visible(line: string): string {
  return line.replace(/[\u200b\u00ad\u{e0041}]/gu, "");
}

/** Without what only the repairs of spaces and letters are about. */
function plain(line: string): string {
  return line.replace(/[\u00a0\u2009\u3000ＡＩ；＆３]/g, "");
}

function tagsIn(text: string): string[] {
  return text.match(/<\/?\d{1,4}\/?>/g) ?? [];
}
