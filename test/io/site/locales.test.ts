import { join } from "node:path";
import { expect, test } from "vitest";
import { filesOf, load, rootOf, siteWith, small } from "./loading.ts";

test("reads every instance of a plugin, each with its own folder under i18n", async () => {
  const plugin = [
    "@docusaurus/plugin-content-docs",
    { id: "sdk", path: "sdk", routeBasePath: "sdk" },
  ];
  const site = await siteWith({
    config: { site: { plugins: [plugin] } },
    files: {
      ...small,
      "sdk/b.md": "# B\n",
      "blog/2024-01-01-p.md": "# P\n",
      "src/pages/q.md": "# Q\n",
    },
  });
  const dirs = (await filesOf(site)).map(({ page, root }) => [page, root.localizedDirs.get("fr")]);
  const i18n = join(site.dir, "i18n", "fr");
  expect(dirs).toEqual([
    ["blog/2024-01-01-p.md", join(i18n, "docusaurus-plugin-content-blog")],
    ["docs/a.md", join(i18n, "docusaurus-plugin-content-docs", "current")],
    ["sdk/b.md", join(i18n, "docusaurus-plugin-content-docs-sdk", "current")],
    ["src/pages/q.md", join(i18n, "docusaurus-plugin-content-pages")],
  ]);
});

test("follows i18n.path and the path of a locale", async () => {
  const i18n = { path: "locales", localeConfigs: { fr: { path: "french" } } };
  const site = await siteWith({ config: { site: { i18n } }, files: small });
  const root = await rootOf(site);
  expect(root.localizedDirs.get("fr")).toBe(
    join(site.dir, "locales", "french", "docusaurus-plugin-content-docs", "current"),
  );
});

test("translates a locale that has no folder yet, and leaves alone one with translate: false", async () => {
  const i18n = { localeConfigs: { ja: { translate: false } } };
  const site = await siteWith({
    config: { locales: ["en", "fr", "ja", "de"], site: { i18n } },
    files: small,
  });
  const { sourceLocale, locales, untranslatedLocales } = await load(site);
  expect({ sourceLocale, locales, untranslatedLocales }).toEqual({
    sourceLocale: "en",
    locales: ["fr", "de"],
    untranslatedLocales: ["ja"],
  });
  expect([...(await rootOf(site)).localizedDirs.keys()]).toEqual(["fr", "de"]);
});

test("the source language is the default locale, whichever it is", async () => {
  const site = await siteWith({ config: { locales: ["ja", "en"] }, files: small });
  expect(await load(site)).toMatchObject({ sourceLocale: "ja", locales: ["en"] });
});

test("narrows the locales, and says which do not exist", async () => {
  const site = await siteWith({ config: { locales: ["en", "fr", "ja"] }, files: small });
  expect((await load(site, { locales: ["ja"] })).locales).toEqual(["ja"]);
  await expect(load(site, { locales: ["xx"] })).rejects.toThrow("this site has fr, ja");
  await expect(load(site, { locales: ["en"] })).rejects.toThrow(
    '"en" is the language the site is written in',
  );
});
