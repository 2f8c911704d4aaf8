import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../../src/core/document/document.ts";
import { pseudoLocalize } from "../../../src/core/pseudo.ts";
import { editsOf } from "../../../src/core/render/edits.ts";
import { render } from "../../../src/core/render/render.ts";
import { defaultTextRules } from "../../../src/core/segment/rules.ts";
import { type Compiler, compilerFor } from "../../support/compile-page.ts";
import { type MarkdownSettings, markdownFor } from "../../support/markdown.ts";

const filePath = "/site/docs/page.mdx";

const title = fc.constantFrom(
  "Words",
  "words",
  "Words!",
  "`code`",
  "*a* and **b**",
  "[link](/x)",
  "日本語",
  ":tada: Party",
  "root:root",
  "![alt](/x.png)",
  "A & B &amp; C",
  "snake_case _em_",
  "_ _",
  "x_",
  "<b>Bold</b> words",
  "{value} words",
  "Words {/* comment */}",
  "C \\* \\_d",
  "https://example.com",
  "Words-1",
  "Ünïcode  Wörds",
);

const heading = fc
  .tuple(fc.integer({ min: 1, max: 6 }), title, fc.nat({ max: 6 }))
  .map(([depth, text, shape]) => {
    const atx = `${"#".repeat(depth)} ${text}`;
    const shapes = [
      atx,
      `${atx} ##`,
      `> ${atx}`,
      `- ${atx}`,
      `${text}\n---`,
      `${atx} {#own-id}`,
      `${atx} {/* #own-id */}`,
    ];
    return shapes[shape] ?? atx;
  });

const anyHeadings = fc
  .array(heading, { minLength: 1, maxLength: 8 })
  .map((all) => all.join("\n\n"));

const sites: readonly (readonly [string, MarkdownSettings])[] = [
  ["with Docusaurus 3 defaults", {}],
  ["with case kept", { keepsSlugCase: true }],
  ["of a blog", { dropsTitle: true }],
];

describe.each(sites)("on a page %s", (_, settings) => {
  const compile = compilerFor(settings);

  test("translated headings keep the ids that Docusaurus gives to the source's", async () => {
    await fc.assert(
      fc.asyncProperty(anyHeadings, (text) => keepsIds(text, settings, compile)),
      {
        numRuns: 60,
      },
    );
  });
});

test("translated headings of a Docusaurus 4 page keep their ids", async () => {
  const settings = { classicHeadingIds: false, comments: false, admonitionTitles: false };
  const classic = /\{#/;
  const compile = compilerFor(settings);
  await fc.assert(
    fc.asyncProperty(
      anyHeadings.filter((text) => !classic.test(text)),
      (text) => keepsIds(text, settings, compile),
    ),
    { numRuns: 60 },
  );
});

async function keepsIds(text: string, settings: MarkdownSettings, compile: Compiler) {
  const document = await readDocument({ filePath, text }, markdownFor(settings), defaultTextRules);
  if ("reason" in document) throw new Error(document.reason);
  const place = { page: "docs/page.mdx", root: "docs", localized: "i18n/fr/x/page.mdx" };
  const edits = editsOf(document, {
    ...place,
    kind: "docs",
    exists: () => false,
    partial: () => undefined,
  });
  const pseudo = document.segments.map(
    ({ words }, index) => [index, pseudoLocalize(words)] as const,
  );
  const localized = render(document, edits, new Map(pseudo));
  const [before, after] = [
    await compile({ filePath, text }),
    await compile({ filePath, text: localized }),
  ];
  expect(after.ids, localized).toEqual(before.ids);
}
