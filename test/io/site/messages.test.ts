import { expect, test } from "vitest";
import type { MessagesSource, Source } from "../../../src/core/model.ts";
import { runDocusaurus } from "../../support/temp-site/run-docusaurus.ts";
import { code } from "../../support/temp-site/site-config-source.ts";
import { siteWith, small } from "./loading.ts";
import {
  asWritten,
  codeOf,
  loadWithMessages,
  messagesOf,
  type Written,
  writtenIn,
} from "./loading-messages.ts";
import { siteWithMessages } from "./site-with-messages.ts";

test("finds what docusaurus write-translations writes, and writes nothing itself", async () => {
  const site = await siteWith(siteWithMessages);
  const before = await site.list();
  const sources = await messagesOf(site);
  expect(await site.list()).toEqual(before);
  const run = await runDocusaurus(site.dir, ["write-translations", "--locale", "en"]);
  expect(run).toMatchObject({ code: 0 });
  const written = await writtenIn(site, "i18n/en");
  expect(withoutLuck(asWritten(sources))).toEqual(withoutLuck(written));
  expect(Object.keys(written)).toEqual([
    "code.json",
    "docusaurus-plugin-content-blog/options.json",
    "docusaurus-plugin-content-docs-sdk/current.json",
    "docusaurus-plugin-content-docs/current.json",
    "docusaurus-plugin-content-docs/version-1.0.json",
    "docusaurus-theme-classic/footer.json",
    "docusaurus-theme-classic/navbar.json",
  ]);
  for (const { page, messages } of sources.filter(({ page }) => page !== "code.json"))
    expect(messages.map(({ id }) => id)).toEqual(Object.keys(written[page] ?? {}));
  expect(withoutLuck(asWritten(await messagesOf(site)))).toEqual(withoutLuck(written));
});

test("keeps the description of a message that is said twice", async () => {
  const { messages } = await codeOf(await siteWith({ files: small }));
  expect(messages).toContainEqual({
    id: "theme.NotFound.title",
    message: "Page Not Found",
    description: "The title of the 404 page",
  });
});

test("lists messages of the code in the same order each time", async () => {
  const { messages } = await codeOf(await siteWith(siteWithMessages));
  const ids = messages.map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted());
  expect(ids).toContain("greeting.title");
});

test("takes the site's word where a component of its own says what a theme says", async () => {
  const missing = `import Translate from '@docusaurus/Translate';
export default () => <Translate id="theme.NotFound.title">Nothing here</Translate>;\n`;
  const site = await siteWith({ files: { ...small, "src/theme/NotFound/index.js": missing } });
  expect(wordsOf(await codeOf(site), "theme.NotFound.title")).toBe("Nothing here");
});

test("reads messages as the source locale's own files word them, and nothing that is only there", async () => {
  const site = await siteWith({
    files: {
      ...small,
      "i18n/en/code.json": json({ "theme.NotFound.title": "Gone", left: "Left over" }),
      "i18n/en/docusaurus-plugin-content-docs/current.json": json({ "version.label": "Now" }),
    },
  });
  const [codeFile, docs] = await messagesOf(site);
  expect(wordsOf(codeFile, "theme.NotFound.title")).toBe("Gone");
  expect(wordsOf(codeFile, "left")).toBeUndefined();
  expect(docs?.messages).toEqual([
    { id: "version.label", message: "Now", description: "The label for version current" },
  ]);
});

test("passes over files of plugins where the source locale is not translated, as Docusaurus does", async () => {
  const site = await siteWith({
    config: { site: { i18n: { localeConfigs: { en: { translate: false } } } } },
    files: {
      ...small,
      "i18n/en/code.json": json({ "theme.NotFound.title": "Gone" }),
      "i18n/en/docusaurus-plugin-content-docs/current.json": json({ "version.label": "Now" }),
    },
  });
  const [codeFile, docs] = await messagesOf(site);
  expect(wordsOf(codeFile, "theme.NotFound.title")).toBe("Gone");
  expect(wordsOf(docs, "version.label")).toBe("Next");
});

test("reads what themes ship for a source locale other than English", async () => {
  const site = await siteWith({ config: { locales: ["fr", "ja"] }, files: small });
  expect(wordsOf(await codeOf(site), "theme.NotFound.title")).toBe("Page introuvable");
});

test("leaves out categories of drafts, as a production build does", async () => {
  const site = await siteWith({
    files: {
      ...small,
      "docs/later/_category_.json": '{"label": "Later"}\n',
      "docs/later/d.md": "---\ndraft: true\n---\n\nLater.\n",
      "docs/now/_category_.json": '{"label": "Now"}\n',
      "docs/now/e.md": "# E\n",
    },
  });
  const docs = (await messagesOf(site)).find(({ page }) => page.endsWith("current.json"));
  expect(docs?.messages.map(({ message }) => message)).toEqual(["Next", "Now"]);
});

test("says where the file of each locale is", async () => {
  const i18n = {
    path: "locales",
    localeConfigs: { fr: { path: "french" }, de: { translate: false } },
  };
  const site = await siteWith({
    config: { locales: ["en", "fr", "ja", "de"], site: { i18n } },
    files: small,
  });
  const targets = (await messagesOf(site)).map(({ page, targets }) => [page, ...targets.values()]);
  const in2 = (page: string) => [
    page,
    `${site.dir}/locales/french/${page}`,
    `${site.dir}/locales/ja/${page}`,
  ];
  expect(targets).toEqual(["code.json", "docusaurus-plugin-content-docs/current.json"].map(in2));
});

test("reads the messages of any plugin that has some", async () => {
  const plugin = `() => ({
    name: "shop",
    loadContent: async () => ["Tea"],
    getTranslationFiles: async ({content}) => [
      {path: "goods/all", content: {tea: {message: content[0], description: "A good"}}},
      {path: "none", content: {}},
      {path: "../../outside", content: {tea: {message: "Tea"}}},
    ],
  })`;
  const site = await siteWith({ config: { site: { plugins: [code(plugin)] } }, files: small });
  const shop = (await messagesOf(site)).filter(({ page }) => /shop|outside/.test(page));
  expect(asWritten(shop)).toEqual({
    "shop/goods/all.json": { tea: { message: "Tea", description: "A good" } },
  });
});

test("messages are chosen as pages are", async () => {
  const site = await siteWith({ files: small });
  const pages = async (options: Parameters<typeof loadWithMessages>[1]) =>
    (await loadWithMessages(site, options)).sources.map(({ page }) => page);
  expect(await pages({ content: ["docs"] })).toEqual(["docs/a.md"]);
  expect(await pages({ content: ["docs", "messages"], include: ["code.json", "docs/**"] })).toEqual(
    ["code.json", "docs/a.md"],
  );
  expect(await pages({ exclude: ["docusaurus-plugin-*/**"] })).toEqual(["code.json"]);
});

const categories = {
  "docs/a/index.md": "# Same\n",
  "docs/a/one.md": "# One\n",
  "docs/b/README.md": "# Same\n",
  "docs/b/two.md": "# Two\n",
  "docs/b/deep/deep.md": "---\nsidebar_key: own\n---\n\n# Deep\n",
  "docs/b/deep/three.md": "# Three\n",
  "docs/c/_category_.yml": "label: Third\n",
  "docs/c/four.md": "# Four\n",
  "versions.json": '["1"]\n',
  "versioned_docs/version-1/only/index.md": "# Only\n",
  "versioned_docs/version-1/only/a.md": "# A\n",
  "versioned_sidebars/version-1-sidebars.json":
    '{"side": [{"type": "autogenerated", "dirName": "."}]}\n',
};

test("names categories by the keys that their localized index pages get", async () => {
  const site = await siteWith({ files: categories });
  const { sources, messages } = await loadWithMessages(site, { content: ["docs", "messages"] });
  expect(messages.unread).toEqual([]);
  expect(categoriesIn(sources, "current")).toEqual(["folder:a", "folder:b", "own", "Third"]);
  expect(categoriesIn(sources, "version-1")).toEqual(["folder:only"]);
});

test("names categories as the source does where their index pages are not localized", async () => {
  const site = await siteWith({ files: categories });
  const but = async (options: Parameters<typeof loadWithMessages>[1]) =>
    categoriesIn((await loadWithMessages(site, options)).sources, "current");
  const content = ["docs", "messages"] as const;
  expect(await but({ content, exclude: ["docs/a/*"] })).toEqual([
    "Same",
    "folder:b",
    "own",
    "Third",
  ]);
  await site.write({ "docs/a/index.md": "# Other\n" });
  expect(await but({ content: ["messages"] })).toEqual(["Other", "Same", "own", "Third"]);
});

function categoriesIn(sources: readonly Source[], version: string): readonly string[] {
  const file = sources.find(({ page }) => page.endsWith(`${version}.json`));
  const ids = file?.format === "messages" ? file.messages.map(({ id }) => id) : [];
  return ids.flatMap((id) => /\.category\.(.*)/.exec(id)?.[1] ?? []);
}

/** The themes say two things in two ways each, and which one Docusaurus writes is up to the disk. */
function withoutLuck({ "code.json": code = {}, ...files }: Written): Written {
  const { "theme.NotFound.title": _title, "theme.tags.tagsPageLink": _tags, ...rest } = code;
  return { ...files, "code.json": rest };
}

function wordsOf(source: MessagesSource | undefined, id: string): string | undefined {
  return source?.messages.find((message) => message.id === id)?.message;
}

function json(words: Readonly<Record<string, string>>): string {
  const entries = Object.entries(words).map(([id, message]) => [id, { message }]);
  return JSON.stringify(Object.fromEntries(entries));
}
