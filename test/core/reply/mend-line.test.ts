import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mendLine, type RepairName, repairs } from "../../../src/core/reply/mend-line.ts";

const source = "Read <1>the guide</1>, then <2/>.";

/** One row a repair: what it mends, and the same where the source knows no such tag. */
const examples: Readonly<Record<RepairName, readonly [line: string, mended: string]>> = {
  invisible: ["a\u200bb\u202e\u0000", "ab"],
  "encoded-tags": [
    "&lt;1&gt;a&lt;/1&gt; &lt;2/&gt; &lt;3/&gt; &lt;b&gt;",
    "<1>a</1> <2/> &lt;3/&gt; &lt;b&gt;",
  ],
  "wide-tags": ["＜1＞a＜/1＞ 〈２／〉 ＜3/＞ ＜a＞", "<1>a</1> <2/> ＜3/＞ ＜a＞"],
  "spaced-tags": ["< 1 >a< / 1 > <2 /> < 3 /> < b >", "<1>a</1> <2/> < 3 /> < b >"],
  "empty-pairs": ["<2></2> <1></1> <3></3>", "<2/> <1></1> <3></3>"],
};

test.each(repairs)("the repair $name does what it says, and no more", ({ name, reason, mend }) => {
  const [line, mended] = examples[name];
  expect(reason).toMatch(/\.$/);
  expect(mend(line, source)).toBe(mended);
  expect(mendLine(line, source)).toBe(mended);
});

const parts = fc.constantFrom(
  ..."<>/＜＞〈〉‹›／12３ \u200b\u00ad&;".split(""),
  ...["&lt;", "&gt;", "<1>", "</1>", "<2/>", "<2></2>", "<3/>", "\u{e0041}", "ab", "`", "\\"],
);
const anyLine = fc.array(parts, { maxLength: 14 }).map((list) => list.join(""));

describe("any line", () => {
  test("is mended once and for all", () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const mended = mendLine(line, source);
        expect(mendLine(mended, source)).toBe(mended);
      }),
      { numRuns: 2000 },
    );
  });

  test("gets no tag that the source lacks", () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const seen = new Set([...tagsIn(visible(line)), ...tagsIn(source)]);
        expect(tagsIn(mendLine(line, source)).filter((tag) => !seen.has(tag))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test("stays as it is where the source has no tag and nothing hides in it", () => {
    fc.assert(
      fc.property(anyLine.map(visible), (line) => {
        expect(mendLine(line, "No tags.")).toBe(line);
      }),
    );
  });
});

/** Something hidden between `<` and `1` must not keep a tag from being seen. */
function visible(line: string): string {
  return line.replace(/[\u200b\u00ad\u{e0041}]/gu, "");
}

function tagsIn(text: string): string[] {
  return text.match(/<\/?\d{1,4}\/?>/g) ?? [];
}
