import { join } from "node:path";
import { expect, test } from "vitest";
import { filesOf, pageSourcesOf, pagesOf, siteWith, small } from "./loading.ts";

const versioned = {
  ...small,
  "versions.json": '["2.0", "1.0"]',
  "versioned_docs/version-2.0/a.md": "# A\n",
  "versioned_docs/version-1.0/a.md": "# A\n",
};

const current = "docs/a.md";
const two = "versioned_docs/version-2.0/a.md";
const one = "versioned_docs/version-1.0/a.md";

/** Front matter that Docusaurus refuses, and by it the whole instance. */
const broken = "---\nsidebar_position: first\n---\n\nWords.\n";

test("each version has a folder of its own, under i18n too, for locales without any files as well", async () => {
  const site = await siteWith({ config: { locales: ["en", "fr", "ja"] }, files: versioned });
  await site.write({ "i18n/ja/code.json": "{}" });
  const places = (await filesOf(site)).map(({ page, root }) => [
    page,
    root.dir,
    ...["fr", "ja"].map((locale) => root.localizedDirs.get(locale)),
  ]);
  const place = (page: string, dir: string, name: string) => [
    page,
    join(site.dir, dir),
    ...["fr", "ja"].map((locale) =>
      join(site.dir, "i18n", locale, "docusaurus-plugin-content-docs", name),
    ),
  ];
  expect(places).toEqual([
    place(current, "docs", "current"),
    place(one, "versioned_docs/version-1.0", "version-1.0"),
    place(two, "versioned_docs/version-2.0", "version-2.0"),
  ]);
});

test.each([
  [{ includeCurrentVersion: false }, [one, two]],
  [{ onlyIncludeVersions: ["1.0"] }, [one]],
  [{ onlyIncludeVersions: ["current", "2.0"] }, [current, two]],
  [{ disableVersioning: true }, [current]],
  [
    { lastVersion: "1.0", versions: { "2.0": { path: "next", banner: "none" } } },
    [current, one, two],
  ],
])("takes the versions that are built with %j, whether they load or not", async (docs, pages) => {
  for (const text of ["# A\n", broken]) {
    const files = { ...versioned, [current]: text, [two]: text, [one]: text };
    const site = await siteWith({ config: { preset: { docs } }, files });
    expect(await pagesOf(site)).toEqual(pages);
  }
});

test("a second instance has its own versions", async () => {
  const sdk = ["@docusaurus/plugin-content-docs", { id: "sdk", path: "sdk", routeBasePath: "sdk" }];
  for (const text of ["# A\n", broken]) {
    const site = await siteWith({
      config: { site: { plugins: [sdk] } },
      files: {
        ...small,
        "sdk/a.md": text,
        "sdk_versions.json": '["1.0"]',
        "sdk_versioned_docs/version-1.0/a.md": text,
      },
    });
    const localized = (await filesOf(site)).map(({ page, root }) => [
      page,
      root.localizedDirs.get("fr")?.replace(join(site.dir, "i18n", "fr"), ""),
    ]);
    expect(localized).toEqual([
      ["docs/a.md", join("/docusaurus-plugin-content-docs", "current")],
      ["sdk/a.md", join("/docusaurus-plugin-content-docs-sdk", "current")],
      [
        "sdk_versioned_docs/version-1.0/a.md",
        join("/docusaurus-plugin-content-docs-sdk", "version-1.0"),
      ],
    ]);
  }
});

test("versions are read alike", async () => {
  const site = await siteWith({ files: versioned });
  const fingerprints = (await pageSourcesOf(site)).map(({ root }) => root.fingerprint);
  expect(new Set(fingerprints).size).toBe(1);
});
