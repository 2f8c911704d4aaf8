import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PageDocument } from "../../../src/core/document/document.ts";
import { parsePage } from "../../../src/core/document/parse-page.ts";
import { pageFault } from "../../../src/core/render/check-page.ts";
import { editsOf, type PagePlace, revert } from "../../../src/core/render/edits.ts";
import { render } from "../../../src/core/render/render.ts";
import { soundTranslations } from "../../../src/core/render/sound-translations.ts";
import { defaultTextRules as rules } from "../../../src/core/segment/rules.ts";
import { readWords } from "../../../src/core/words/notation.ts";
import { documentOf } from "../document-of.ts";

const key = 'sidebar_key: "folder:guides"';

const pages: readonly (readonly [name: string, source: string, localized: string])[] = [
  ["front matter", "---\ntitle: A\n---\n\nB\n", `---\ntitle: A\n${key}\n---\n\nB\n`],
  ["Windows lines", "---\r\ntitle: A\r\n---\r\nB", `---\r\ntitle: A\r\n${key}\r\n---\r\nB`],
  ["spaces behind the fences", "---  \ntitle: A\n--- \t\nB", `---  \ntitle: A\n${key}\n--- \t\nB`],
  ["an end behind the front matter", "---\nslug: /a\n---", `---\nslug: /a\n${key}\n---`],
  ["empty front matter", "---\n---\n\nB\n", `---\n${key}\n---\n\nB\n`],
  ["nothing but a comment in it", "---\n# a\n---\nB", `---\n# a\n${key}\n---\nB`],
  ["a block scalar last", "---\ntitle: |\n  A\n\n---\nB", `---\ntitle: |\n  A\n\n${key}\n---\nB`],
  ["no front matter", "# A\n", `---\n${key}\n---\n\n# A\n`],
  ["no front matter, Windows lines", "A\r\n", `---\r\n${key}\r\n---\r\n\r\nA\r\n`],
  ["a line of four dashes first", "----\n\nA\n", `---\n${key}\n---\n\n----\n\nA\n`],
  ["an empty line first", "\n# A\n", `---\n${key}\n---\n\n\n# A\n`],
  ["an import first", "import a from 'a'\n", `---\n${key}\n---\n\nimport a from 'a'\n`],
  ["a pinned heading first", "## A\n", `---\n${key}\n---\n\n## A {#a}\n`],
  ["no text", "", `---\n${key}\n---\n\n`],
];

const left: readonly (readonly [name: string, source: string])[] = [
  ["a key of its own", "---\nsidebar_key: own\n---\nA"],
  ["an empty key of its own", "---\nsidebar_key:\n---\nA"],
  ["a quoted key of its own", '---\n"sidebar_key": own\n---\nA'],
  ["front matter in braces", "---\n{title: A}\n---\nB"],
  ["indented front matter", "---\n  title: A\n---\nB"],
  ["front matter that ends as YAML before", "---\ntitle: A\n...\n---\nB"],
  ["a second byte order mark", "\ufeff---\ntitle: A\n---\nB"],
  ["a bare carriage return in front matter", "---\n# a\r---\ntitle: B\n---\nC"],
  ["a list for front matter", "---\n- A\n---\nB"],
  ["more than a fence behind the front matter", "---\ntitle: A\n---b\n\nB\n\n---\n"],
];

describe("an index page of a folder", () => {
  test.each(pages)("with %s gets a key", async (_, source, localized) => {
    const document = await documentOf(source);
    const edits = editsOf(document, placeOf("guides/index.mdx"));
    const text = render(document, edits, new Map());
    expect(text).toBe(localized);
    expect(revert(text, source, edits)).toBe(source);
    expect(await pageFault({ document, rules, edits }, new Map(), text)).toBeUndefined();
    const page = await parsePage(document.filePath, text, document.markdown);
    expect(page).toMatchObject({
      frontMatter: { ...document.frontMatter, sidebar_key: "folder:guides" },
    });
  });

  test.each(left)("with %s is left as it is", async (_, source) => {
    const document = await documentOf(source);
    expect(keyIn(document, placeOf("guides/index.mdx"))).toBeUndefined();
  });
});

describe("a page with a key", () => {
  test("has its words in front of and behind the key", async () => {
    const document = await documentOf('---\ntitle: "A"\n---\n\n## B\n');
    const edits = editsOf(document, placeOf("guides/index.mdx"));
    const translations = wordsFor(document, ["C", "D"]);
    const sound = await soundTranslations({ document, rules, edits }, translations);
    expect(sound).toMatchObject({
      rejected: [],
      text: `---\ntitle: "C"\n${key}\n---\n\n## D {#b}\n`,
    });
  });

  test("has its first words behind the front matter that is put before them", async () => {
    const document = await documentOf("A *b* ![c](./d.png)\n");
    const edits = editsOf(document, placeOf("guides/index.mdx"));
    const translations = wordsFor(document, ["<2/> E <1>f</1>", "g"]);
    const sound = await soundTranslations({ document, rules, edits }, translations);
    expect(sound).toMatchObject({
      rejected: [],
      text: `---\n${key}\n---\n\n![g](@site/docs/guides/d.png) E *f*\n`,
    });
  });
});

describe("a key is given to", () => {
  test.each([
    ["guides/index.md", "folder:guides"],
    ["guides/Index.mdx", "folder:guides"],
    ["guides/README.md", "folder:guides"],
    ["guides/guides.md", "folder:guides"],
    ["Guides/gUIDES.md", "folder:Guides"],
    ["01-guides/index.md", "folder:01-guides"],
    ["01-guides/01-guides.md", "folder:01-guides"],
    ["guides/deep/index.md", "folder:guides/deep"],
    ["guides/deep er/índex é/readme.md", "folder:guides/deep er/índex é"],
    ['a"b\\c/index.md', 'folder:a"b\\c'],
  ])("%s", async (page, expected) => {
    expect(keyIn(await documentOf("A"), placeOf(page))).toBe(expected);
  });
});

describe("no key is given to", () => {
  test.each([
    ["the index of the content root", placeOf("index.md")],
    ["a page of the content root's name", placeOf("docs.md")],
    ["another page of a folder", placeOf("guides/start.md")],
    ["a page of the name of the folder above", placeOf("guides/deep/guides.md")],
    ["a page of the folder's name without its number", placeOf("01-guides/guides.md")],
    ["a blog post", { ...placeOf("guides/index.md"), kind: "blog" as const }],
    ["a page of the site", { ...placeOf("guides/index.md"), kind: "pages" as const }],
  ])("%s", async (_, place) => {
    expect(keyIn(await documentOf("A"), place)).toBeUndefined();
  });

  test("a page that has one from the site's own parser", async () => {
    const document = { ...(await documentOf("A")), frontMatter: { sidebar_key: "own" } };
    expect(keyIn(document, placeOf("guides/index.md"))).toBeUndefined();
  });

  test("a page that has one which the site's own parser drops", async () => {
    const document = { ...(await documentOf("---\nsidebar_key: own\n---\nA")), frontMatter: {} };
    expect(keyIn(document, placeOf("guides/index.md"))).toBeUndefined();
  });

  test.each(["json", "yml", "yaml"])("a folder with _category_.%s", async (type) => {
    const document = await documentOf("A");
    const place = placeOf("guides/index.md", [`docs/guides/_category_.${type}`]);
    expect(keyIn(document, place)).toBeUndefined();
    expect(keyIn(document, { ...place, page: "docs/guides/deep/index.md" })).toBeDefined();
  });
});

test("whatever a folder is called, its key reads back, and another folder has another", async () => {
  const document = await documentOf("---\ntitle: A\n---\n");
  const folder = fc
    .array(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 4 }),
        fc.constantFrom("\u0085", "\u2028", "\ufeff", "\u007f", '"', "\\", ": ", " #"),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((parts) => `a${parts.join("").replaceAll("/", "")}`);
  await fc.assert(
    fc.asyncProperty(folder, folder, async (one, other) => {
      const place = placeOf(`${one}/index.md`);
      const edits = editsOf(document, place);
      const text = render(document, edits, new Map());
      expect(await pageFault({ document, rules, edits }, new Map(), text)).toBeUndefined();
      const page = await parsePage(document.filePath, text, document.markdown);
      expect(page).toMatchObject({ frontMatter: { title: "A", sidebar_key: `folder:${one}` } });
      const same = keyIn(document, placeOf(`${other}/index.md`)) === keyIn(document, place);
      expect(same).toBe(one === other);
    }),
  );
});

describe("the check of the page refuses", () => {
  const source = "---\ntitle: A\nslug: /a\n---\n\nB\n";
  const good = source.replace("/a\n", `/a\n${key}\n`);

  test.each([
    ["another key than the edit's", good.replace("folder:", "")],
    ["a key more", good.replace(key, `${key}\nsidebar_position: 1`)],
    ["a key less", good.replace("slug: /a\n", "")],
    ["the page without it", source],
  ])("%s", async (_, text) => {
    const document = await documentOf(source);
    const edits = editsOf(document, placeOf("guides/index.mdx"));
    const checked = { document, rules, edits };
    expect(await pageFault(checked, new Map(), good)).toBeUndefined();
    expect(await pageFault(checked, new Map(), text)).toMatchObject({ kind: "changed" });
  });

  test("the key where no edit adds it", async () => {
    const document = await documentOf(source);
    const edits = editsOf(document, placeOf("guides/page.mdx"));
    expect(await pageFault({ document, rules, edits }, new Map(), good)).toMatchObject({
      kind: "changed",
    });
  });

  test("front matter that no edit adds", async () => {
    const document = await documentOf("B\n");
    const checked = { document, rules, edits: [] };
    const text = `---\n${key}\n---\n\nB\n`;
    expect(await pageFault(checked, new Map(), text)).toMatchObject({ kind: "changed" });
  });

  test("a block that was lost behind front matter that an edit adds", async () => {
    const document = await documentOf("***\n\nB\n");
    const edits = editsOf(document, placeOf("guides/index.mdx"));
    const text = `---\n${key}\n---\n\nB\n`;
    expect(await pageFault({ document, rules, edits }, new Map(), text)).toMatchObject({
      kind: "changed",
    });
  });
});

function placeOf(page: string, files: readonly string[] = []): PagePlace {
  return {
    kind: "docs",
    page: `docs/${page}`,
    root: "docs",
    localized: `i18n/fr/docs/current/${page}`,
    exists: (file) => files.includes(file),
    partial: () => undefined,
  };
}

function keyIn(document: PageDocument, place: PagePlace): string | undefined {
  return editsOf(document, place).find(({ adds }) => adds !== undefined)?.adds?.["sidebar_key"];
}

function wordsFor(document: PageDocument, lines: readonly string[]) {
  expect(document.segments).toHaveLength(lines.length);
  return new Map(
    lines.map((line, index) => {
      const read = readWords(line);
      if (!("words" in read)) throw new Error(line);
      return [index, read.words] as const;
    }),
  );
}
