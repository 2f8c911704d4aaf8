import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pseudoLocalize } from "../../../src/core/pseudo.ts";
import { editsOf, type PagePlace, revert } from "../../../src/core/render/edits.ts";
import { render } from "../../../src/core/render/render.ts";
import { soundTranslations } from "../../../src/core/render/sound-translations.ts";
import { defaultTextRules as rules } from "../../../src/core/segment/rules.ts";
import { anyPage } from "../arbitrary-page.ts";
import { documentOf } from "../document-of.ts";

describe("on any page", () => {
  /** The one has an edit more: it is its folder's index. */
  const anyPlace = fc.constantFrom("page", "index").map(
    (name): PagePlace => ({
      kind: "docs",
      page: `docs/guides/${name}.mdx`,
      root: "docs",
      localized: `i18n/fr/docusaurus-plugin-content-docs/current/guides/${name}.mdx`,
      exists: () => false,
      partial: () => undefined,
    }),
  );

  test("undoing the edits gives back the source", async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, anyPlace, async (text, place) => {
        const document = await documentOf(text);
        const edits = editsOf(document, place);
        expect(revert(render(document, edits, new Map()), text, edits)).toBe(text);
      }),
    );
  });

  test("the source's own words written anew are sound", async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, anyPlace, async (text, place) => {
        const document = await documentOf(text);
        const own = new Map(document.segments.map(({ words }, index) => [index, words] as const));
        const checked = { document, rules, edits: editsOf(document, place) };
        expect(await soundTranslations(checked, own)).toMatchObject({ rejected: [] });
      }),
    );
  });

  test("pseudo-localized words are sound", async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, anyPlace, async (text, place) => {
        const document = await documentOf(text);
        const pseudo = new Map(
          document.segments.map(({ words }, index) => [index, pseudoLocalize(words)] as const),
        );
        const checked = { document, rules, edits: editsOf(document, place) };
        expect(await soundTranslations(checked, pseudo)).toMatchObject({ rejected: [] });
      }),
    );
  });
});
