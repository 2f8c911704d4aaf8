import { expect, test } from "vitest";
import { runDocusaurus } from "../../support/temp-site/run-docusaurus.ts";
import { code } from "../../support/temp-site/site-config-source.ts";
import { siteWith, small } from "./loading.ts";
import { codeOf, loadWithMessages, writtenIn } from "./loading-messages.ts";
import { siteWithMessages } from "./site-with-messages.ts";

test.each(["fr-CA", "eo"])(
  "ships for %s what docusaurus write-translations writes for it",
  async (locale) => {
    const site = await siteWith(siteWithMessages);
    const { messages, shipped } = await codeOf(site);
    const run = await runDocusaurus(site.dir, ["write-translations", "--locale", locale]);
    expect(run).toMatchObject({ code: 0 });
    const written = (await writtenIn(site, `i18n/${locale}`))["code.json"];
    const expected = messages.map(({ id, message }) => [
      id,
      shipped.get(locale)?.get(id) ?? message,
    ]);
    expect(Object.fromEntries(expected)).toEqual(
      Object.fromEntries(Object.entries(written ?? {}).map(([id, { message }]) => [id, message])),
    );
  },
);

test("ships each locale's own words", async () => {
  const { shipped } = await codeOf(await siteWith(siteWithMessages));
  const titles = [...shipped].map(([locale, messages]) => [
    locale,
    messages.get("theme.NotFound.title"),
  ]);
  expect(Object.fromEntries(titles)).toEqual({
    fr: "Page introuvable",
    ja: "ページが見つかりません",
    ru: "Страница не найдена",
    ar: "الصفحة غير موجودة",
    "pt-BR": "Página não encontrada",
    pt: "Página não encontrada",
    "fr-CA": "Page introuvable",
    eo: undefined,
    "sr-Latn": undefined,
  });
});

test("ships nothing for the site's own messages", async () => {
  const { shipped } = await codeOf(await siteWith(siteWithMessages));
  const french = [...(shipped.get("fr")?.keys() ?? [])];
  expect(french.length).toBeGreaterThan(50);
  expect(french.filter((id) => !id.startsWith("theme."))).toEqual([]);
});

test("says where the shipped words are in a language that is only near, and ships none in another script", async () => {
  const { messages } = await loadWithMessages(await siteWith(siteWithMessages));
  expect([...messages.shippedFrom]).toEqual([["fr-CA", "fr"]]);
});

test("asks every plugin what it ships, and takes what the code asks for", async () => {
  const plugin = `({i18n: {currentLocale}}) => ({
    name: "shop",
    getThemePath: () => "src/shop",
    getDefaultCodeTranslationMessages: async () =>
      currentLocale === "eo" ? {"shop.tea": "Teo", "shop.gone": "Ne"} : {},
  })`;
  const tea =
    "import Translate from '@docusaurus/Translate';\n<Translate id='shop.tea'>Tea</Translate>;\n";
  const site = await siteWith({
    config: { locales: ["en", "eo"], site: { plugins: [code(plugin)] } },
    files: { ...small, "src/shop/tea.js": tea },
  });
  expect((await codeOf(site)).shipped.get("eo")).toEqual(new Map([["shop.tea", "Teo"]]));
});

test("plugins that are started once more find the configuration as it was written", async () => {
  const plugin = `Object.assign(({siteConfig, i18n, generatedFilesDir}) => {
    globalThis.started ??= [];
    globalThis.started.push([i18n.currentLocale, process.env.DOCUSAURUS_CURRENT_LOCALE,
      siteConfig.themeConfig.visits, generatedFilesDir.includes("translate-llm-")]);
    return {name: "shop"};
  }, {
    validateThemeConfig: ({themeConfig}) => ({visits: themeConfig.visits + 1}),
  })`;
  const site = await siteWith({
    config: {
      locales: ["en", "fr", "ja"],
      site: { plugins: [code(plugin)], themeConfig: { visits: 0 } },
    },
    files: small,
  });
  await loadWithMessages(site);
  expect(Reflect.get(globalThis, "started")).toEqual([
    ["en", "en", 1, true],
    ["fr", "fr", 1, true],
    ["ja", "ja", 1, true],
  ]);
});
