import { expect, test } from "vitest";
import { code } from "../../support/temp-site/site-config-source.ts";
import { compilerOf, translationCompilerOf } from "./compiling.ts";
import { siteWith, small } from "./loading.ts";

const shout = `() => (tree) => {
  if (JSON.stringify(tree).includes("SHOUT")) throw new Error("not so loud");
}`;

const good = "Deux <b>mots</b>.\n";
const fault = { line: 1, reason: expect.stringContaining("Expected a closing tag for `<b>`") };

test("compiles versions, partials and second instances, each as its own plugin would", async () => {
  const imports = "import P from './_p.mdx';\n\n# A\n\n<P />\n";
  const sdk = ["@docusaurus/plugin-content-docs", { id: "sdk", path: "sdk", routeBasePath: "sdk" }];
  const news = [
    "@docusaurus/plugin-content-blog",
    { id: "news", path: "news", routeBasePath: "news" },
  ];
  const site = await siteWith({
    config: { site: { plugins: [sdk, news] } },
    files: {
      "docs/a.mdx": imports,
      "docs/_p.mdx": "P.\n",
      "versions.json": '["1.0"]',
      "versioned_docs/version-1.0/a.mdx": imports,
      "versioned_docs/version-1.0/_p.mdx": "P.\n",
      "sdk/a.md": "# A\n",
      "sdk_versions.json": '["2.0"]',
      "sdk_versioned_docs/version-2.0/a.mdx": imports,
      "sdk_versioned_docs/version-2.0/_p.mdx": "P.\n",
      "news/2024-01-01-a.mdx": imports,
      "news/_p.mdx": "P.\n",
    },
  });
  const compile = await compilerOf(site);
  const pages = [
    "docs/a.mdx",
    "docs/_p.mdx",
    "versioned_docs/version-1.0/a.mdx",
    "versioned_docs/version-1.0/_p.mdx",
    "sdk/a.md",
    "sdk_versioned_docs/version-2.0/a.mdx",
    "sdk_versioned_docs/version-2.0/_p.mdx",
    "news/2024-01-01-a.mdx",
    "news/_p.mdx",
  ];
  for (const page of pages)
    for (const locale of ["en", "fr"]) {
      expect(await compile(page, good, locale), page).toBeUndefined();
      expect(await compile(page, "Deux <b>mots.\n", locale), page).toEqual(fault);
    }
});

test("a second instance has remark plugins of its own, for its versions and partials too", async () => {
  const imports = "import P from './_p.mdx';\n\n# A\n\n<P />\n";
  const site = await siteWith({
    config: {
      head: `const shout = ${shout};`,
      site: {
        plugins: [
          [
            "@docusaurus/plugin-content-docs",
            { id: "sdk", path: "sdk", routeBasePath: "sdk", remarkPlugins: [code("shout")] },
          ],
        ],
      },
    },
    files: {
      ...small,
      "sdk/a.mdx": imports,
      "sdk/_p.mdx": "P.\n",
      "sdk_versions.json": '["2.0"]',
      "sdk_versioned_docs/version-2.0/a.mdx": "# A\n",
    },
  });
  const compile = await compilerOf(site);
  expect(await compile("docs/a.md", "SHOUT\n")).toBeUndefined();
  for (const page of ["sdk/a.mdx", "sdk/_p.mdx", "sdk_versioned_docs/version-2.0/a.mdx"])
    expect(await compile(page, "SHOUT\n"), page).toEqual({ line: 1, reason: "not so loud" });
});

test("a partial must not get front matter that its source lacks, because a build in CI fails by it", async () => {
  const site = await siteWith({
    files: { "docs/a.mdx": "import P from './_p.mdx';\n\n# A\n\n<P />\n", "docs/_p.mdx": "P.\n" },
  });
  const compile = await translationCompilerOf(site);
  const titled = "---\ntitle: P\n---\n\nP.\n";
  expect(await compile("docs/_p.mdx", "P.\n", titled)).toEqual({
    line: 1,
    reason: "it would add front matter in a partial",
  });
  expect(await compile("docs/_p.mdx", titled, titled)).toBeUndefined();
  expect(await compile("docs/a.mdx", "# A\n", "---\ntitle: A\n---\n\n# A\n")).toBeUndefined();
});
