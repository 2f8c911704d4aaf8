import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePage } from "../../../src/core/document/parse-page.ts";
import { render } from "../../../src/core/render/render.ts";
import { documentOf } from "../document-of.ts";

const source = `---
title: Words here
description: "Other words"
sidebar_label: 'More words'
keywords: [one, "two"]
slug: /x
---

After.
`;

/** What means something to YAML, or to a reader of front matter. */
const sign = fc.constantFrom(
  ..."&a |*a|<<: *a|!!js/function |!t |---|---js|...|%YAML|- |? |: |key: |[|]|{|}|,|#| #|>|'|\"|\\|@|`|~|null|on|1e3|0x1|2020-01-01".split(
    "|",
  ),
  "|",
  "\n",
  "\n---\n",
  "\n---js\n",
  "\r",
  "\t",
  "\u0085",
  "\u2028",
  "\ufeff",
  "\0",
);
const words = fc
  .array(fc.oneof(sign, fc.string({ unit: "binary", maxLength: 3 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(""));

test("no words in front matter make more of it than strings in the same places", async () => {
  const document = await documentOf(source);
  const values = document.segments.filter(({ kind }) => kind === "front-matter");
  expect(values.length).toBeGreaterThanOrEqual(3);
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 5, maxLength: 5 }), async (texts) => {
      const translations = new Map(
        values.map((value, at) => [
          document.segments.indexOf(value),
          [{ type: "text", value: texts[at] ?? "" } as const],
        ]),
      );
      const text = render(document, [], translations);
      const page = await parsePage(document.filePath, text, document.markdown);
      expect(page).toMatchObject({
        frontMatter: {
          title: expect.any(String),
          description: expect.any(String),
          sidebar_label: expect.any(String),
          keywords: [expect.any(String), expect.any(String)],
          slug: "/x",
        },
      });
      expect(Object.keys("frontMatter" in page ? page.frontMatter : {})).toHaveLength(5);
    }),
    { numRuns: 500 },
  );
});
