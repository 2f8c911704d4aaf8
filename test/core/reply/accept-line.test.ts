import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeWords } from "../../../src/core/words/notation.ts";
import { hasProse, type Words } from "../../../src/core/words/words.ts";
import { anyWords, trickyText } from "../words/arbitrary-words.ts";
import { accept } from "./accept.ts";

const source = "Read <1>the guide</1> with `npm ci`, then <2/>.";
const good = "Lisez <1>le guide</1> avec `npm ci`, puis <2/>.";

const mended: readonly (readonly [name: string, line: string])[] = [
  ["as it should be", good],
  ["tags encoded for HTML", "Lisez &lt;1&gt;le guide&lt;/1&gt; avec `npm ci`, puis &lt;2/&gt;."],
  ["full-width brackets", "Lisez ＜1＞le guide＜/1＞ avec `npm ci`, puis ＜2/＞."],
  ["full-width slashes and digits", "Lisez ＜１＞le guide＜／１＞ avec `npm ci`, puis <２／>."],
  ["angular brackets", "Lisez 〈1〉le guide‹/1› avec `npm ci`, puis ‹2/›."],
  ["spaces in tags", "Lisez < 1 >le guide</ 1> avec `npm ci`, puis <2 />."],
  ["a pair for a single tag", "Lisez <1>le guide</1> avec `npm ci`, puis <2></2>."],
  ["space around it", `\t ${good}  `],
  ["a zero-width space", good.replace("Lisez", "Li\u200bsez")],
  ["marks of direction", good.replace("Lisez", "\u200eLisez\u200f\u202e\u2066\u2069")],
  ["a byte order mark", `\ufeff${good}`],
  ["NUL and other controls", good.replace("Lisez", "L\u0000i\u0007s\u001be\u009bz\u007f")],
  ["a soft hyphen", good.replace("guide", "gui\u00adde")],
  ["tag characters", good.replace("guide", "guide\u{e0069}\u{e007f}")],
  ["unusual spaces", good.replaceAll(" ", "\u2003").replace("<2/>", "<2\u2003/>")],
  ["full-width letters", good.replace("Lisez", "Ｌｉｓｅｚ").replace("guide", "ｇｕｉｄｅ")],
  ["a word joiner inside of a tag", good.replace("<1>", "<\u20601>")],
];

test.each(mended)("a line with %s is accepted as it should be", (_, line) => {
  expect(accept(source, line)).toBe(good);
});

const refused: readonly (readonly [name: string, line: string, problem: string])[] = [
  ["nothing", "", "(empty)"],
  ["only white space", " \t ", "(empty)"],
  ["only invisible characters", "\u200b\u00ad\ufeff", "(empty)"],
  ["only marks of punctuation", "<1>…</1> `npm ci` <2/>!", "(empty)"],
  ["a lost tag", "Lisez <1>le guide</1> avec `npm ci`.", "(tag-missing: <2>)"],
  ["a lost pair", "Lisez le guide avec `npm ci`, puis <2/>.", "(tag-missing: <1>)"],
  ["a doubled tag", `${good} <2/>`, "(tag-doubled: <2>)"],
  ["a tag opened for closed", "Lisez <1>le guide<1> avec `npm ci` <2/>.", "(tag-doubled: <1>)"],
  ["an unclosed tag", "Lisez <1>le guide avec `npm ci`, puis <2/>.", "(tag-nesting: <1>)"],
  ["a single tag left open", "Lisez <1>le guide</1> avec `npm ci` <2>.", "(tag-nesting: <2>)"],
  ["crossed tags", "Lisez <1>le <2>guide</1></2> avec `npm ci`.", "(tag-nesting: <1>)"],
  ["a single tag around words", "Lisez <1>le</1> `npm ci` <2>x</2>.", "(tag-nesting: <2>)"],
  ["an invented tag", `${good} <3/>`, "(tag-invented: <3>)"],
  ["an invented encoded tag", "Lisez &lt;3/&gt; `npm ci` <2/>.", "(tag-missing: <1>)"],
  ["translated tags", "Lisez <a>le guide</a> avec `npm ci` <2/>.", "(tag-missing: <1>)"],
  ["escaped tags", "Lisez \\<1>le guide\\</1> avec `npm ci` <2/>.", "(tag-missing: <1>)"],
  ["changed code", good.replace("npm ci", "npm  ci"), "(code-changed: npm  ci)"],
  ["translated code", good.replace("npm ci", "npm lisez"), "(code-changed: npm lisez)"],
  ["added code", good.replace("puis", "`puis`"), "(code-changed: puis)"],
  ["doubled code", `${good} \`npm ci\``, "(code-changed: npm ci)"],
  ["lost code", good.replace("`npm ci`", "npm"), "(code-changed: npm ci)"],
  ["unmarked code", good.replaceAll("`", ""), "(code-changed: npm ci)"],
];

test.each(refused)("a line with %s is refused", (_, line, problem) => {
  expect(accept(source, line)).toBe(problem);
});

const allowed: readonly (readonly [name: string, text: string, line: string, locale: string])[] = [
  ["a zero-width non-joiner in Persian", "I want to go.", "می\u200cخواهم بروم.", "fa"],
  ["joiners in Hindi", "A simple letter.", "क\u094d\u200dष और क\u094d\u200cष", "hi"],
  ["a joined emoji", "A family.", "Une famille 👨\u200d👩\u200d👧.", "fr"],
  ["a no-break space", "Read on:", "Lisez la suite\u00a0:", "fr"],
  ["a soft hyphen where the source has one", "Soft\u00adware.", "Logi\u00adciel.", "fr"],
  ["a zero-width space where the source has one", "A\u200bB it.", "A\u200bB le.", "fr"],
  ["a no-break space in a number", "It has 1000 pages.", "Il a 1\u202f000 pages.", "fr"],
  ["a full-width letter in Japanese", "Plan A is free.", "プランＡは無料です。", "ja"],
  ["a full-width space in Japanese", "Yes or no.", "はい\u3000いいえ。", "ja"],
  ["a mark of direction where the source has one", "A\u200f it.", "ا\u200f هذا.", "ar"],
];

test.each(allowed)("%s stays", (_, text, line, locale) => {
  expect(accept(text, line, locale)).toBe(line);
});

describe("any source", () => {
  const prose = anyWords.map((words): Words => [{ type: "text", value: "some prose " }, ...words]);

  test("takes its own notation with other words", () => {
    fc.assert(
      fc.property(prose, (words) => {
        const translated: Words = [{ type: "text", value: "des mots " }, ...words.slice(1)];
        if (!hasProse(translated)) return;
        const result = accept(writeWords(words), writeWords(translated));
        expect(result).not.toMatch(/^\((?:tag-missing|tag-invented|empty)/);
      }),
    );
  });

  test("survives any line in any locale, with words or one reason", () => {
    const locale = fc.constantFrom("fr", "ja", "ar", "pt-BR", "zh-Hant", "en", "x", "no such", "");
    fc.assert(
      fc.property(prose, fc.oneof(trickyText, fc.string()), locale, (words, line, other) => {
        expect(typeof accept(writeWords(words), line, other)).toBe("string");
      }),
    );
  });
});

test.each([
  ["marks of direction", "\u200e".repeat(2000)],
  ["tags in tags", `${tags(90, "")}a${tags(90, "/")}`],
  ["blanks", " \u00a0".repeat(1000)],
])("a line full of %s is read in no time, and refused", (_, line) => {
  expect(accept("A short text.", line)).toMatch(/^\(/);
});

test("a line far longer than any translation is not read", () => {
  expect(accept("A short text.", "a ".repeat(2000))).toBe("(too-long: 4000 characters)");
});

test("tags deeper than any text's are refused before anything walks them", () => {
  const asked = `${"word ".repeat(20_000)}`;
  expect(accept(asked, `${tags(7000, "")}a${tags(7000, "/")}`)).toMatch(/^\(tag-nesting/);
});

function tags(count: number, slash: string): string {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  return (slash ? ids.reverse() : ids).map((id) => `<${slash}${id}>`).join("");
}
