import { expect, test } from "vitest";
import { code } from "../../support/temp-site/site-config-source.ts";
import { siteWith, small } from "./loading.ts";
import { loadWithMessages } from "./loading-messages.ts";

const rest = ["code.json", "docusaurus-plugin-content-docs/current.json"];

test("names a plugin that cannot read its content, and goes on without it", async () => {
  const plugin = `() => ({
    name: "shop",
    loadContent: async () => { throw new Error("no stock\\nRun shop:fill."); },
    getTranslationFiles: () => [{path: "goods", content: {tea: {message: "Tea"}}}],
  })`;
  const site = await siteWith({ config: { site: { plugins: [code(plugin)] } }, files: small });
  const { sources, messages } = await loadWithMessages(site);
  expect(messages.unread).toEqual([{ page: "shop", reason: "no stock" }]);
  expect(sources.map(({ page }) => page)).toEqual(rest);
});

test("says nothing of pages that cannot be read, for they have no messages of this kind", async () => {
  const site = await siteWith({
    files: { ...small, "src/pages/bad.md": "---\ntitle: [1]\n---\n\nText.\n" },
  });
  const { sources, messages } = await loadWithMessages(site);
  expect(messages.unread).toEqual([]);
  expect(sources.map(({ page }) => page)).toEqual(rest);
});

test("never asks plugins without messages for their content", async () => {
  const plugin = `() => ({name: "shop", loadContent: () => { globalThis.asked = true; }})`;
  const site = await siteWith({ config: { site: { plugins: [code(plugin)] } }, files: small });
  await loadWithMessages(site);
  expect(globalThis).not.toHaveProperty("asked");
});

test("names the docs whose sidebars have two messages of one id", async () => {
  const site = await siteWith({
    files: {
      "docs/a/x/one.md": "# One\n",
      "docs/b/x/two.md": "# Two\n",
    },
  });
  const { sources, messages } = await loadWithMessages(site);
  expect(messages.unread).toEqual([
    {
      page: "docusaurus-plugin-content-docs",
      reason: "Multiple docs sidebar items produce the same translation key.",
    },
  ]);
  expect(sources.map(({ page }) => page)).toEqual(rest.filter((page) => !page.includes("docs")));
});

test("names code that cannot be parsed", async () => {
  const site = await siteWith({ files: { ...small, "src/components/broken.js": "const = 1;\n" } });
  const { sources, messages } = await loadWithMessages(site);
  expect(messages.unread).toEqual([
    { page: "code.json", reason: "src/components/broken.js: Unexpected token (1:6)" },
  ]);
  expect(sources.map(({ page }) => page)).toEqual(rest.slice(1));
});

test("names a file of the source locale that is broken", async () => {
  const folder = "docusaurus-plugin-content-docs";
  const site = await siteWith({ files: { ...small, [`i18n/en/${folder}/current.json`]: "{" } });
  const { messages } = await loadWithMessages(site);
  expect(messages.unread).toEqual([
    { page: folder, reason: `i18n/en/${folder}/current.json is no file of messages` },
  ]);
});

test("writes no code.json for a locale whose shipped messages are not known", async () => {
  const plugin = `({i18n}) => {
    if (i18n.currentLocale === "fr") throw new Error("no French");
    return {name: "shop", getDefaultCodeTranslationMessages: () => ({})};
  }`;
  const site = await siteWith({
    config: { locales: ["en", "fr", "ja"], site: { plugins: [code(plugin)] } },
    files: small,
  });
  const { sources, messages } = await loadWithMessages(site);
  expect(messages.unread).toEqual([{ page: "code.json", locale: "fr", reason: "no French" }]);
  const locales = sources.flatMap((source) =>
    source.format === "messages" ? [[...source.targets.keys()]] : [],
  );
  expect(locales).toEqual([["ja"], ["fr", "ja"]]);
});

test("does not ask who changed a page last", async () => {
  const vcs = code(`{
    initialize: () => {},
    getFileCreationInfo: async (file) => ({timestamp: 1, author: "x"}),
    getFileLastUpdateInfo: async (file) => { throw new Error("asked"); },
  }`);
  const site = await siteWith({
    config: {
      preset: { docs: { showLastUpdateTime: true } },
      site: { future: { experimental_vcs: vcs } },
    },
    files: { ...small, "blog/undated.md": "# Undated\n" },
  });
  const { messages } = await loadWithMessages(site);
  expect(messages.unread).toEqual([]);
});
