import { describe, expect, test } from "vitest";
import { segmentLine } from "../../../src/core/document/document.ts";
import { documentOf } from "../document-of.ts";

describe("Sections", () => {
  test("run from one heading to the next, the front matter on its own", async () => {
    const page =
      "---\ntitle: A title\n---\n\nIntro.\n\n# One\n\nText.\n\n## Two\n\n- a\n- b\n\n## 3\n\nEnd.\n";
    expect(await sectionsOf(page)).toEqual([
      ["A title"],
      ["Intro."],
      ["One", "Text."],
      ["Two", "a", "b"],
      ["End."],
    ]);
  });

  test("do not end at headings without words between them", async () => {
    expect(await sectionsOf("Text.\n\n## `code`\n\n## `more`\n\nEnd.\n")).toEqual([
      ["Text."],
      ["End."],
    ]);
  });
});

const same: readonly (readonly [name: string, before: string, after: string])[] = [
  ["a paragraph is wrapped anew", "One two\nthree.\n", "One\ntwo three.\n"],
  ["a URL changes", "See [this](/a).\n", "See [this](<https://b.c/d>).\n"],
  ["an attribute changes", "A <b id='x'>word</b>.\n", "A <b id='y'>word</b>.\n"],
  ["emphasis is written otherwise", "A *word* __x__.\n", "A _word_ **x**.\n"],
  ["a paragraph becomes a list item", "Words.\n", "- Words.\n"],
  ["a heading gets another depth and an id", "# Words\n", "### Words {#id}\n"],
  ["a code block changes", "Words.\n\n```\na\n```\n", "Words.\n\n```\nb\n```\n"],
  ["lines end otherwise", "One\ntwo.\n", "One\r\ntwo.\r\n"],
  ["a hard break is written otherwise", "One  \ntwo.\n", "One\\\ntwo.\n"],
  ["a front matter value is quoted", "---\ntitle: A title\n---\n", "---\ntitle: 'A title'\n---\n"],
];

const other: readonly (readonly [name: string, before: string, after: string])[] = [
  ["a word changes", "One.\n", "Two.\n"],
  ["inline code changes", "Run `a` now.\n", "Run `b` now.\n"],
  ["a word becomes a link", "One word.\n", "One [word](/x).\n"],
  ["prose becomes a label", "A title\n", "---\ntitle: A title\n---\n"],
];

describe("the keys of a page's texts", () => {
  test.each(same)("are the same if %s", async (_, before, after) => {
    expect(await keysOf(after)).toEqual(await keysOf(before));
  });

  test.each(other)("differ if %s", async (_, before, after) => {
    expect(await keysOf(after)).not.toEqual(await keysOf(before));
  });
});

test("Segments know their line", async () => {
  const document = await documentOf("# One\n\n:::note Two\n\nThree.\n\n:::\n");
  const lines = document.segments.map((segment) => segmentLine(document, segment));
  expect(lines).toEqual([1, 3, 5]);
});

const untouched: readonly (readonly [string, string])[] = [
  ["fences", "```js\nconst words = 'stay here'\n```\n"],
  ["nested fences", "- ````md\n  ```js\n  words stay\n  ```\n  ````\n"],
  ["inline code", "`words stay`\n"],
  ["ESM", "import a from 'a'\nexport const b = 'words stay'\n"],
  ["expressions", "{'words stay'}\n\n{[1].map(() => <b>words stay</b>)}\n"],
  ["comments", "{/* words stay */}\n\n<!-- words stay -->\n"],
  ["images without alternative text", "![](/words-stay.png)\n"],
  ["opaque elements", "<pre>words stay</pre>\n\n<CodeBlock>words stay</CodeBlock>\n"],
  [
    "elements that are not to be translated",
    '<p translate="no" title="Words stay">words stay</p>\n',
  ],
  ["numbers", "42\n\n- 1.5\n\n| 1 |\n| - |\n| 2 |\n"],
  ["untexted front matter", "---\nid: words stay\nslug: /words\ntags: [words stay]\n---\n"],
];

test.each(untouched)("%s have no words to translate", async (_, source) => {
  expect((await documentOf(source)).segments.map(({ text }) => text)).toEqual([]);
});

async function sectionsOf(text: string): Promise<string[][]> {
  const { segments, sections } = await documentOf(text);
  return sections.map(({ from, to }) => segments.slice(from, to).map((segment) => segment.text));
}

async function keysOf(text: string) {
  const { segments, sections } = await documentOf(text);
  return [...segments, ...sections].map(({ key }) => key);
}
