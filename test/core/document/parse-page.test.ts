import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineAt } from "../../../src/core/document/line-at.ts";
import { parsePage } from "../../../src/core/document/parse-page.ts";
import { type MarkdownSettings, markdownFor } from "../../support/markdown.ts";
import { anyPage } from "../arbitrary-page.ts";

const refused: readonly (readonly [name: string, line: number, text: string])[] = [
  ["an element that is not closed", 3, "Words.\n\n<div>\n\nMore.\n"],
  ["a brace that is not closed", 5, "---\ntitle: x\n---\n\nWords {value and more.\n"],
  ["a comparison", 2, "First\nif a <1 then\n"],
  ["JavaScript that does not parse", 3, "Words.\n\nimport { from 'x'\n"],
  ["a closing tag without an opening one", 5, ":::note Title\n\nWords.\n\n</b>\n\n:::\n"],
  [
    "a broken expression behind rewritten lines",
    7,
    "## A {#a}\n\n:::tip T\n\nB\n\n{1 +* 2}\n\n:::\n",
  ],
  ["front matter with a colon in a value", 3, "---\nid: a\ntitle: a: b\n---\n\nWords.\n"],
  ["front matter with wrong indentation", 5, "---\nid: a\nlist:\n - a\n- b\n---\n"],
];

describe("a page that Docusaurus refuses is a line and a reason", () => {
  test.each(refused)("for %s, line %i", async (_, line, text) => {
    const page = await parse(text);
    expect(page).toMatchObject({ line });
    expect("reason" in page && page.reason).toMatch(/\S/);
    expect("reason" in page && page.reason).not.toMatch(/[\r\n]/);
  });

  test("in Windows lines too", async () => {
    expect(await parse("Words.\r\n\r\n<div>\r\n")).toMatchObject({ line: 3 });
  });

  test("for a front matter language without a parser", async () => {
    expect(await parse("---toml\na = 1\n---\n")).toMatchObject({ line: 1 });
  });
});

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom("---", "---js", "---json", "+++", ":::", "```", "`", "{", "}", "<", ">"),
        fc.constantFrom("</", "/>", "<!--", "-->", "<a ", "{/*", "*/}", "${", "import ", "export "),
        fc.constantFrom("\n", "\n\n", "\r\n", "\r", "\t", "\u2028", "\0", "\ufeff", "\ud800", "|"),
        fc.constantFrom(
          "title: ",
          "- ",
          "# ",
          "[",
          "](",
          ")",
          "[^1]",
          "*",
          "_",
          "~",
          "$",
          "&#",
          "\\",
        ),
        fc.string({ maxLength: 5 }),
      ),
      { maxLength: 25 },
    )
    .map((parts) => parts.join("")),
);

describe("a page is parsed or refused, never a crash", () => {
  test.each<[string, MarkdownSettings]>([
    ["MDX", { format: "mdx" }],
    ["CommonMark", { format: "md" }],
  ])("as %s", async (_, settings) => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const page = await parse(text, settings);
        if (!("reason" in page)) return;
        expect(page.line).toBeGreaterThanOrEqual(1);
        expect(page.line).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length);
      }),
      { numRuns: 400 },
    );
  });

  test("and pages of usual syntax are parsed", async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, async (text) => {
        expect(await parse(text)).toHaveProperty("tree");
      }),
    );
  });
});

const formats: readonly (readonly [string, MarkdownSettings["format"], string, string, string])[] =
  [
    ["MDX by default, whatever the extension", undefined, "a.md", "", "mdx"],
    ["CommonMark where the site says so", "md", "a.mdx", "", "md"],
    ["by extension where the site detects", "detect", "a.md", "", "md"],
    ["MDX by extension where the site detects", "detect", "a.mdx", "", "mdx"],
    ["what the front matter says", "mdx", "a.mdx", "---\nmdx:\n  format: md\n---\n", "md"],
    [
      "what it detects if the front matter says so",
      "mdx",
      "a.md",
      "---\nmdx: {format: detect}\n---\n",
      "md",
    ],
  ];

test.each(formats)("the format is %s", async (_, format, name, text, expected) => {
  const page = await parsePage(`/site/${name}`, text, markdownFor(format ? { format } : {}));
  expect(page).toMatchObject({ format: expected });
});

test("lines count from 1", () => {
  expect([0, 1, 2, 3].map((offset) => lineAt("a\nb\n", offset))).toEqual([1, 1, 2, 2]);
});

function parse(text: string, settings: MarkdownSettings = {}) {
  return parsePage("/site/docs/page.mdx", text, markdownFor(settings));
}
