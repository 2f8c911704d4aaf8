import { afterAll, beforeAll, expect, test } from "vitest";
import { runDocusaurus } from "../support/temp-site/run-docusaurus.ts";
import {
  type Bench,
  frenchDocs,
  openBench,
  startBench,
  translated,
  translateLines,
} from "./bench.ts";

const titles = ["Android", "iOS", "Deep inside", "The web", "Native parts", "Overview"];

/** The same words for all titles, as a model gives them that takes each for a heading of its own page. */
const overview = { fr: "Vue d’ensemble de la plateforme", ja: "プラットフォームの概要" };

const files = {
  "docs/android/index.md": "---\ntitle: Android\nsidebar_position: 1\n---\n\nWords on robots.\n",
  "docs/android/robots.md": "# Robots\n\nThey walk.\n",
  "docs/ios/index.mdx": "# iOS\n\nWords on telephones, and [robots](../android/robots.md).\n",
  "docs/ios/telephones.md": "# Telephones\n\nThey ring.\n",
  "docs/ios/deep/deep.md": "---\n---\n\n# Deep inside\n\nWords on depth.\n",
  "docs/ios/deep/depth.md": "# Depth\n\nIt is below.\n",
  "docs/02-web/README.md": "# The web\r\n\r\nWords on pages.\r\n",
  "docs/02-web/pages.md": "# Pages\n\nThey scroll.\n",
  "docs/native/_category_.json": '{"label": "Native"}\n',
  "docs/native/index.md": "# Native parts\n\nWords on parts.\n",
  "docs/native/parts.md": "# Parts\n\nThey fit.\n",
  // What a person has said of the category that has its name from elsewhere.
  [`${frenchDocs}.json`]:
    '{"sidebar.defaultSidebar.category.Native": {"message": "Natif en français"}}\n',
};

const server = {
  reply: (body: Parameters<typeof translateLines>[0]) =>
    translateLines(body, undefined, (text, locale) =>
      titles.includes(text) && (locale === "fr" || locale === "ja")
        ? overview[locale]
        : translated(text, locale),
    ),
};

let bench: Bench;

beforeAll(async () => {
  bench = await openBench({ config: { locales: ["en", "fr", "ja"] }, files, server });
  const outcome = await bench.run();
  expect(outcome, outcome.stdout + outcome.stderr).toMatchObject({ code: 0 });
});

afterAll(() => bench.close());

test.each([
  [
    "android/index.md",
    `title: "${overview.fr}"\nsidebar_position: 1\nsidebar_key: "folder:android"\n`,
  ],
  ["ios/index.mdx", `---\nsidebar_key: "folder:ios"\n---\n\n# ${overview.fr}\n`],
  ["ios/deep/deep.md", '---\nsidebar_key: "folder:ios/deep"\n---\n'],
  ["02-web/README.md", '---\r\nsidebar_key: "folder:02-web"\r\n---\r\n\r\n'],
])("the index page %s has its folder's key", async (page, expected) => {
  expect(await bench.site.read(`${frenchDocs}/${page}`)).toContain(expected);
});

test("a category that is named in a file of its own has no key, and keeps its translated name", async () => {
  expect(await bench.site.read(`${frenchDocs}/native/index.md`)).not.toContain("sidebar_key");
});

test("categories with the same words build in all locales", async () => {
  const built = await runDocusaurus(bench.site.dir, ["build"]);
  expect(built.code, built.stdout + built.stderr).toBe(0);
  const html = await bench.site.read("build/fr/docs/android/index.html");
  expect(html).toContain("Natif en français");
  expect(html.split(`>${overview.fr}<`).length).toBeGreaterThan(3);
});

test("a file that comes to name the category takes the key out again", async () => {
  const file = "docs/android/_category_.yml";
  const page = `${frenchDocs}/android/index.md`;
  const before = await bench.site.read(page);
  expect(before).toContain("sidebar_key");
  await bench.site.write({ [file]: "label: Robots\n" });
  bench.forget();
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(await bench.site.read(page)).toBe(before.replace('sidebar_key: "folder:android"\n', ""));
  await bench.site.remove(file);
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(await bench.site.read(page)).toBe(before);
  expect(bench.exchanges()).toBe(0);
});

test("without the keys, Docusaurus refuses the site", async () => {
  const pages = ["android/index.md", "ios/index.mdx"].map((page) => `${frenchDocs}/${page}`);
  for (const page of pages) {
    const text = await bench.site.read(page);
    await bench.site.write({ [page]: text.replace(/^sidebar_key: .*\n/m, "") });
  }
  const built = await runDocusaurus(bench.site.dir, ["build", "--locale", "fr"]);
  expect(built.code).toBe(1);
  expect(built.stdout + built.stderr).toContain("produce the same translation key");
});

test("a site whose own titles are the same still builds once it is translated", async () => {
  const same = await startBench({
    plugin: { content: ["docs", "messages"] },
    files: {
      "docs/a/index.md": "# Overview\n\nWords on apples.\n",
      "docs/a/apples.md": "# Apples\n\nThey fall.\n",
      "docs/b/index.md": "---\ntitle: Overview\n---\n\nWords on berries.\n",
      "docs/b/berries.md": "# Berries\n\nThey roll.\n",
    },
  });
  const build = () => runDocusaurus(same.site.dir, ["build"]);
  expect(await build(), "before").toMatchObject({ code: 0 });
  expect(await same.run()).toMatchObject({ code: 0 });
  const built = await build();
  expect(built.code, built.stdout + built.stderr).toBe(0);
  const ids = async () => Object.keys(JSON.parse(await same.site.read(`${frenchDocs}.json`)));
  const asked = await ids();
  expect(asked).toContain("sidebar.defaultSidebar.category.folder:a");
  // Docusaurus adds what the locale's own pages lack.
  const written = await runDocusaurus(same.site.dir, ["write-translations", "--locale", "fr"]);
  expect(written.code, written.stdout + written.stderr).toBe(0);
  expect(await ids()).toEqual(asked);
});
