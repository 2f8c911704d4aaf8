import { expect, test } from "vitest";
import { startBench } from "./bench.ts";

const page = `---
title: The title of a page
description: What it is about
sidebar_position: 2
---

import Card from './Card.js';

# The first heading

Read [the guide](https://example.com/a "A tip") and run \`npm ci\` before you start with it.

![A picture of a cat](./cat.png)

<Card label="Words of a label" id="one">

Words that stand in a card.

</Card>

## The second heading {#second}

- One item of a list
- Two items of a list

| Head of the left | Head of the right |
|---|---|
| A cell on the left | A cell on the right |

:::tip A title of its own

Advice that nobody asked for.

:::

\`\`\`js title="run.js"
run();
\`\`\`

{/* a comment */}

The last words, with a note.[^1]

[^1]: What the note says.
`;

/** From the page above: what is replaced, by what. */
type Change = readonly [what: string, from: string, to: string];

const free: readonly Change[] = [
  ["an address", "example.com/a", "example.com/b"],
  ["the path of an image", "./cat.png", "./dog.png"],
  ["a fence", "run();", "walk();"],
  ["the title of a fence", 'title="run.js"', 'title="walk.js"'],
  ["an attribute that is no text", 'id="one"', 'id="two"'],
  ["an import", "./Card.js", "./Other.js"],
  ["a heading's id", "{#second}", "{#another}"],
  ["a front matter key that is no text", "sidebar_position: 2", "sidebar_position: 3"],
  ["a comment", "a comment", "another comment"],
  ["the kind of an admonition", ":::tip", ":::note"],
  ["a line break within a paragraph", "and run", "and\nrun"],
  ["the mark of list items", "- One item of a list\n- Two", "* One item of a list\n* Two"],
  ["the width of a table", "|---|---|", "| ----- | :----: |"],
  ["the name of a footnote", "", ""],
  ["the order of two sections", "", ""],
];

function changed(text: string, [what, from, to]: Change): string {
  if (what === "the name of a footnote") return text.replaceAll("[^1]", "[^note]");
  if (what === "the order of two sections") return swapped(text);
  return text.replace(from, to);
}

function swapped(text: string): string {
  const [front = "", first = "", second = ""] = text.split(/(?=^#+ The (?:first|second))/m);
  return `${front}${second}\n${first}`;
}

test.each(free)("a change of %s sends nothing and reaches the page", async (...change) => {
  const bench = await startBench({ pages: { "a.mdx": page } });
  await bench.run();
  bench.engine.sent();
  await bench.write("a.mdx", changed(page, change));
  expect(changed(page, change)).not.toBe(page);
  expect(await bench.run()).toMatchObject({ problems: [] });
  expect(bench.engine.sent()).toEqual([]);
  const fresh = await startBench({ pages: { "a.mdx": changed(page, change) } });
  await fresh.run();
  expect(await bench.read("a.mdx")).toBe(await fresh.read("a.mdx"));
});

const paid: readonly Change[] = [
  ["a word of a paragraph", "before you start", "after you start"],
  ["inline code", "`npm ci`", "`npm install`"],
  ["a link's words", "[the guide]", "[the manual]"],
  ["a link's title", '"A tip"', '"A hint"'],
  ["an image's text", "of a cat", "of a dog"],
  ["a label", "Words of a label", "Words of another"],
  ["a heading", "The second heading", "The next heading"],
  ["a list item", "Two items", "Three items"],
  ["a cell", "A cell on the right", "A cell at the end"],
  ["an admonition's title", "A title of its own", "A title of your own"],
  ["a footnote", "What the note says", "What the note hides"],
  ["a front matter text", "What it is about", "What it is not about"],
];

test.each(paid)("a change of %s sends that text and no other", async (...change) => {
  const bench = await startBench({ pages: { "a.mdx": page } });
  await bench.run();
  const before = new Set(bench.engine.sent());
  await bench.write("a.mdx", changed(page, change));
  await bench.run();
  const sent = bench.engine.sent();
  expect(sent).toHaveLength(1);
  expect(before.has(sent[0] ?? "")).toBe(false);
});

test("Windows line ends send nothing", async () => {
  const bench = await startBench({ pages: { "a.mdx": page } });
  await bench.run();
  bench.engine.sent();
  await bench.write("a.mdx", page.replaceAll("\n", "\r\n"));
  expect(await bench.run()).toMatchObject({ problems: [] });
  expect(bench.engine.sent()).toEqual([]);
});

test("a byte order mark sends nothing, and the localized page gets one", async () => {
  const bench = await startBench({ pages: { "a.mdx": page } });
  await bench.run();
  bench.engine.sent();
  await bench.write("a.mdx", `\ufeff${page}`);
  await bench.run();
  expect(bench.engine.sent()).toEqual([]);
  expect((await bench.read("a.mdx")).startsWith("\ufeff---")).toBe(true);
});

test("a text that stands in many places, as words and as a label, is sent once", async () => {
  const many = 'Save it\n\nSave it\n\n<Card label="Save it" />\n';
  const bench = await startBench({ pages: { "a.mdx": many, "b.mdx": many } });
  await bench.run();
  expect(bench.engine.sent()).toEqual(["fr: Save it"]);
  expect(await bench.read("b.mdx")).toBe(many.replaceAll("Save it", "FR Save it"));
});

test("a short text that another page has is asked for, because it may mean something else there", async () => {
  const bench = await startBench({ pages: { "a.md": "# One\n\nOpen\n\nMore.\n" } });
  await bench.run();
  bench.engine.sent();
  await bench.write("b.md", "# Two\n\nOpen\n");
  await bench.run();
  expect(bench.engine.sent()).toEqual(["fr: Two", "fr: Open"]);
});

test("a text that was there some time ago is remembered when it comes back", async () => {
  const bench = await startBench({ pages: { "a.md": "# One\n\nOpen\n" } });
  await bench.run();
  await bench.write("a.md", "# One\n\nShut\n");
  await bench.run();
  bench.engine.sent();
  await bench.write("a.md", "# One\n\nOpen\n");
  await bench.run();
  expect(bench.engine.sent()).toEqual([]);
});
