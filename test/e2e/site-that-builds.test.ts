import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Outcome, runDocusaurus } from "../support/temp-site/run-docusaurus.ts";
import { type Bench, openBench, translated, type WrittenFile, written } from "./bench.ts";

const dot =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const files = {
  "docs/start.mdx": `---
title: First steps
description: How to begin
---

import Shared from './_shared.mdx';
import Box from '../src/components/Box.js';
import {version} from './facts.js';

Read [how to install it](./guide/install.md#on-linux) first, version {version}.

![A dot on a white ground](./img/dot.svg)

<Box label="A box of words">

Words *inside* of the box, with \`code\` in them.

</Box>

<Shared />

## What comes next

See [this very part](#what-comes-next), [the news](/blog/hello) or [the terms](/terms#the-short-one).

:::tip A hint

Keep **calm**.

:::

\`\`\`js title="run.js"
run('it');
\`\`\`
`,
  "docs/_shared.mdx": "Shared words, and a [way back](./start.mdx#what-comes-next).\n",
  "docs/facts.js": "export const version = '1.2';\n",
  "docs/img/dot.svg":
    '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><circle r="1"/></svg>\n',
  "docs/guide/install.md": `# Installing

## On Linux

Run \`npm ci\`, then go [back to the start](../start.mdx).

| System | Works |
|---|---|
| Old ones | not at all |
`,
  "src/components/Box.js":
    "export default ({label, children}) => <section aria-label={label}>{children}</section>;\n",
  "src/pages/terms.md": "# Terms\n\n## The short one\n\nBe kind, and [start](/docs/start).\n",
  "blog/2024-01-02-hello.md": `---
title: Hello there
slug: hello
---

A first paragraph.

<!-- truncate -->

![The same dot](./dot.png)

More behind the fold, about [installing](/docs/guide/install#on-linux).
`,
};

let bench: Bench;
let first: Outcome;
let requests: number;
let after: readonly WrittenFile[];

beforeAll(async () => {
  const plugin = { content: ["docs", "blog", "pages", "messages"] };
  bench = await openBench({ config: { locales: ["en", "fr", "ja"] }, files, plugin });
  await writeFile(join(bench.site.dir, "blog/dot.png"), Buffer.from(dot, "base64"));
  first = await bench.run();
  requests = bench.server.audit.count("POST /v1/batches");
  after = await written(bench.site);
  bench.forget();
});

afterAll(() => bench.close());

test("the first run sends one batch and writes every page of locales that had no folder", async () => {
  expect(first, first.stderr).toMatchObject({ code: 0 });
  expect(requests).toBe(1);
  const docs = "docusaurus-plugin-content-docs/current";
  const pages = [
    "docusaurus-plugin-content-blog/2024-01-02-hello.md",
    "docusaurus-plugin-content-blog/options.json",
    `${docs}.json`,
    `${docs}/_shared.mdx`,
    `${docs}/guide/install.md`,
    `${docs}/start.mdx`,
    "docusaurus-plugin-content-pages/terms.md",
  ];
  expect(await bench.site.list("i18n/fr")).toEqual(pages.map((page) => `i18n/fr/${page}`));
  expect(await bench.site.list("i18n/ja")).toEqual(pages.map((page) => `i18n/ja/${page}`));
});

test("the summary counts pages and texts a locale", () => {
  expect(first.stdout).toMatch(/^fr +7 pages: 0 up to date, 7 written; \d+ texts asked for$/m);
  expect(first.stdout).toMatch(/^ja +7 pages: 0 up to date, 7 written; \d+ texts asked for$/m);
});

test("the second run asks the server nothing and writes no file", async () => {
  const second = await bench.run();
  expect(second).toMatchObject({ code: 0 });
  expect(second.stdout).toMatch(/^fr +7 pages: 7 up to date, 0 written$/m);
  expect(bench.exchanges()).toBe(0);
  expect(await written(bench.site)).toEqual(after);
});

test("code, imports and components stay, words do not", async () => {
  const page = await bench.site.read("i18n/fr/docusaurus-plugin-content-docs/current/start.mdx");
  expect(page).toContain('title: "FR First steps"');
  expect(page).toContain("run('it');");
  expect(page).toContain('<Box label="FR A box of words">');
  expect(page).toContain("FR Words *inside* of the box, with `code` in them.");
});

test("what the tool keeps is text that git can merge", async () => {
  const list = await bench.site.list(".translate-llm");
  expect(list.filter((path) => path.includes("batches"))).toEqual([
    expect.stringMatching(/batches\/notes-\w+\.json$/),
  ]);
  expect(list).toContain(".translate-llm/pages/fr.jsonl");
  expect(list).toContain(".translate-llm/site.json");
  expect(await bench.site.read(".translate-llm/.gitattributes")).toContain("merge=union");
});

test('all locales build with everything that is broken at "throw"', async () => {
  const built = await runDocusaurus(bench.site.dir, ["build"]);
  expect(built.code, built.stdout + built.stderr).toBe(0);
  const html = await bench.site.read("build/fr/docs/start/index.html");
  expect(html).toContain(translated("What comes next"));
  expect(html).toMatch(/id="?what-comes-next[" >]/);
  expect(html).toMatch(/href="?\/fr\/docs\/guide\/install#on-linux[" >]/);
  expect(html).toContain(`<p>${translated("Shared words, and a")}`);
  expect(await bench.site.read("build/ja/docs/guide/install/index.html")).toMatch(
    /href="?\/ja\/docs\/start[" >]/,
  );
});
