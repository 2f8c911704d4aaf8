import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PageDocument } from "../../../src/core/document/document.ts";
import { editsOf } from "../../../src/core/render/edits.ts";
import { render } from "../../../src/core/render/render.ts";
import { soundTranslations } from "../../../src/core/render/sound-translations.ts";
import { defaultTextRules as rules } from "../../../src/core/segment/rules.ts";
import type { MarkdownPlace } from "../../../src/core/segment/segment.ts";
import type { Words } from "../../../src/core/words/words.ts";
import type { MarkdownSettings } from "../../support/markdown.ts";
import { hostileText } from "../arbitrary-hostile-text.ts";
import { documentOf } from "../document-of.ts";

const places: Readonly<Record<MarkdownPlace, string>> = {
  "first-column": "Words here.\n\nAfter.\n",
  block: "> - Words here.\n\nAfter.\n",
  heading: "## Words here\n\nAfter.\n",
  "setext-heading": "Words here\n===\n\nAfter.\n",
  cell: "| Words here | b |\n| --- | --- |\n| c | d |\n",
  label: ":::note[Words here]\n\nAfter.\n\n:::\n",
  inline: "<b>Words here</b>\n\nAfter.\n",
};

const plainPlaces: readonly (readonly [string, string])[] = [
  ["alternative text", "![Words here](/a.png)\n"],
  ["double-quoted title", '[x](/a "Words here")\n'],
  ["single-quoted title", "[x](/a 'Words here')\n"],
  ["bracketed title", "[x](/a (Words here))\n"],
  ["double-quoted attribute", '<Card title="Words here" />\n'],
  ["single-quoted attribute", "<Card title='Words here' />\n"],
  ["string", "<Card title={'Words here'} />\n"],
  ["template", "<Card title={`Words here`} />\n"],
  ["attribute in a cell", '| <Card title="Words here" /> | b |\n| --- | --- |\n'],
  ["front matter", "---\ntitle: Words here\nslug: /x\n---\n\nAfter.\n"],
  ["block scalar", "---\ntitle: >-\n  Words\n  here\nslug: /x\n---\n\nAfter.\n"],
];

const sites: readonly (readonly [string, MarkdownSettings])[] = [
  ["MDX", {}],
  ["CommonMark", { format: "md" }],
];

describe.each(sites)("hostile text in %s", (_, settings) => {
  test.each(Object.entries(places))("as %s is words or is rejected", (_place, source) =>
    holdsAnyText(source, settings),
  );
});

describe("hostile text outside of Markdown", () => {
  test.each(plainPlaces)("as %s is words or is rejected", (_, source) => holdsAnyText(source, {}));
});

async function holdsAnyText(source: string, settings: MarkdownSettings): Promise<void> {
  const document = await documentOf(source, settings);
  const place = { page: "docs/a.mdx", root: "docs", localized: "i18n/fr/x/a.mdx" };
  const edits = editsOf(document, {
    ...place,
    kind: "docs",
    exists: () => true,
    partial: () => undefined,
  });
  const checked = { document, rules, edits };
  const unchanged = render(document, edits, new Map());
  await fc.assert(
    fc.asyncProperty(hostileText, async (value) => {
      const words: Words = [{ type: "text", value: `x ${value}` }];
      for (const translation of [words, [{ type: "text", value }] as const]) {
        const translations = new Map([[0, translation]]);
        const { text, rejected } = await soundTranslations(checked, translations);
        if (rejected.length > 0) expect(text).toBe(unchanged);
        else expect(await shape(text, settings), text).toEqual(shapeOf(document));
      }
    }),
    { numRuns: 60 },
  );
}

async function shape(text: string, settings: MarkdownSettings): Promise<readonly string[]> {
  return shapeOf(await documentOf(text, settings));
}

function shapeOf({ blocks }: PageDocument): readonly string[] {
  return blocks.map(({ skeleton }) => skeleton);
}
