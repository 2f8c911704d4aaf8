import { beforeEach, expect, test } from "vitest";
import { code } from "../../support/temp-site/site-config-source.ts";
import { compilerOf } from "./compiling.ts";
import { load, siteWith, small } from "./loading.ts";

const evil = "---js\n{title: globalThis.evil = 'evil'}\n---\n\nWords.\n";

/** Docusaurus copies and checks these values when it loads the page. */
const laughs = Array.from({ length: 12 }, (_, level) => {
  const entries = Array(9).fill(level === 0 ? "ha" : `*a${level - 1}`);
  return `  - &a${level} [${entries.join(", ")}]`;
}).join("\n");

beforeEach(() => {
  Reflect.deleteProperty(globalThis, "evil");
});

test("front matter in JavaScript is never run, neither a page's own nor its neighbours'", async () => {
  const site = await siteWith({
    files: {
      ...small,
      "docs/evil.md": evil,
      "docs/laughs.md": `---\nkeywords:\n${laughs}\n---\n\nWords.\n`,
      "src/pages/evil.md": evil,
      "blog/2024-01-01-evil.md": evil,
      "i18n/fr/docusaurus-plugin-content-docs/current/evil.md": evil,
    },
  });
  const compile = await compilerOf(site);
  for (const locale of ["en", "fr"]) {
    expect(await compile("docs/a.md", "# Un\n", locale)).toBeUndefined();
    expect(await compile("docs/a.md", evil, locale)).toEqual({
      line: 1,
      reason: expect.stringMatching(/^front matter in "js" is not read/),
    });
  }
  expect(globalThis).not.toHaveProperty("evil");
});

test("such a page takes the links from no other", async () => {
  const see = code("() => (tree) => { globalThis.seen = JSON.stringify(tree); }");
  const site = await siteWith({
    config: { preset: { docs: { remarkPlugins: [see] } } },
    files: { ...small, "docs/b.md": "# B\n", "docs/evil.md": evil },
  });
  const compile = await compilerOf(site);
  expect(await compile("docs/a.md", "[b](./b.md) [evil](./evil.md)\n")).toBeUndefined();
  const seen: unknown = Reflect.get(globalThis, "seen");
  expect(seen).toContain('"url":"/fr/docs/b"');
  expect(seen).toContain('"url":"/fr/docs/evil"');
});

test.each([
  ["i18n.path", { path: "../elsewhere" }],
  ["i18n.path as an absolute path", { path: "/elsewhere" }],
  ["a locale's path", { localeConfigs: { fr: { path: "../../elsewhere" } } }],
  ["a locale's absolute path", { localeConfigs: { fr: { path: "/elsewhere" } } }],
])("%s that leads out of the site is refused before anything is done", async (_, i18n) => {
  const site = await siteWith({
    files: small,
    config: { site: { i18n: { defaultLocale: "en", locales: ["en", "fr"], ...i18n } } },
  });
  await expect(load(site)).rejects.toMatchObject({
    name: "UserError",
    code: "localized-outside",
    message: expect.stringMatching(
      /^The localized pages of fr would go to \S*elsewhere\S*, which is outside/,
    ),
  });
});

test("such a path of a locale that is not translated harms nobody", async () => {
  const localeConfigs = { fr: { path: "../../elsewhere", translate: false } };
  const i18n = { defaultLocale: "en", locales: ["en", "fr", "ja"], localeConfigs };
  const site = await siteWith({ files: small, config: { site: { i18n } } });
  expect(await load(site)).toMatchObject({ locales: ["ja"] });
});

test("a content plugin that includes files outside of its folder brings none of them in", async () => {
  const site = await siteWith({
    files: { ...small, "secret.md": "# Secret\n" },
    config: { preset: { docs: { include: ["**/*.md", "../*.md"] } } },
  });
  expect((await load(site)).sources.map(({ page }) => page)).toEqual(["docs/a.md"]);
});
