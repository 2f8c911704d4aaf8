import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mapOffsets } from "../../../src/core/document/offset-map.ts";
import { markdownFor } from "../../support/markdown.ts";
import { anyPage } from "../arbitrary-page.ts";

const { preprocess } = markdownFor();

const passes: readonly (readonly [name: string, written: string, needle: string])[] = [
  ["an escaped heading id", "## Title {#id}\n\nAfter.", "id}"],
  ["an admonition title", ":::note My title\n\nBody.\n\n:::\n", "My title"],
  ["an admonition title that is a link", ":::tip [a](b)\n\nBody.\n\n:::\n", "[a](b)"],
  ["an indented admonition title", "- x\n\n  :::tip [a] b\n\n  Body.\n\n  :::\n", "[a] b"],
  ["an unwrapped block", "A\n\n```mdx-code-block\n<b>x</b>\n```\n\nAfter", "<b>x</b>"],
  ["text behind an unwrapped block", "A\n\n```mdx-code-block\n<b>x</b>\n```\n\nAfter", "After"],
  ["Windows lines", ":::note My title\r\n\r\nBody.\r\n\r\n:::\r\n", "Body."],
];

describe("an offset of the parsed page leads to the same text in the page as written", () => {
  test.each(passes)("for %s", (_, written, needle) => {
    const parsed = preprocess({ filePath: "/site/a.mdx", fileContent: written });
    const start = mapOffsets(written, parsed)(parsed.indexOf(needle));
    expect(written.slice(start, start + needle.length)).toBe(needle);
  });

  test("for every character that the passes keep, on any page", () => {
    fc.assert(
      fc.property(anyPage, (written) => {
        const parsed = preprocess({ filePath: "/site/a.mdx", fileContent: written });
        expect(strays(written, parsed)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("never backwards", () => {
    fc.assert(
      fc.property(anyPage, (written) => {
        const parsed = preprocess({ filePath: "/site/a.mdx", fileContent: written });
        const at = mapOffsets(written, parsed);
        const offsets = Array.from({ length: parsed.length + 1 }, (_, offset) => at(offset));
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
      }),
    );
  });

  test("at the end, without what was taken away behind it", () => {
    const written = "```mdx-code-block\nThe end\n```";
    expect(mapOffsets(written, "The end")(7)).toBe("```mdx-code-block\nThe end".length);
  });

  test("itself where nothing was rewritten", () => {
    expect(mapOffsets("same", "same")(3)).toBe(3);
  });
});

test("offsets never lead backwards, whatever a site's own pass makes of the lines", () => {
  const anyText = fc.array(fc.constantFrom("a\n", "b\n", "c d\n", "\n")).map((all) => all.join(""));
  fc.assert(
    fc.property(anyText, anyText, (written, parsed) => {
      const at = mapOffsets(written, parsed);
      const offsets = Array.from({ length: parsed.length + 1 }, (_, offset) => at(offset));
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
      expect(offsets.at(-1)).toBeLessThanOrEqual(written.length);
    }),
    { numRuns: 500 },
  );
});

// Compared as a whole, it would take minutes.
test("offsets lead to the same text on a page with twenty thousand headings", {
  timeout: 30_000,
}, () => {
  const written = Array.from(
    { length: 20_000 },
    (_, i) => `## H ${i} {#h}\n\nWords ${i}.\n\n`,
  ).join("");
  const parsed = preprocess({ filePath: "/site/a.mdx", fileContent: written });
  const at = mapOffsets(written, parsed);
  for (const needle of ["Words 7.", "## H 19999 ", "Words 19999."])
    expect(at(parsed.indexOf(needle))).toBe(written.indexOf(needle));
});

/** Offsets that lead to another character, apart from those of characters that the passes put in. */
function strays(written: string, parsed: string): number[] {
  const at = mapOffsets(written, parsed);
  const offsets = Array.from({ length: parsed.length }, (_, offset) => offset);
  return offsets.filter((offset) => {
    const character = parsed[offset] ?? "";
    return written[at(offset)] !== character && !"\\[]".includes(character);
  });
}
