import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TempSite } from "../../support/temp-site/create-temp-site.ts";
import { pageSourcesOf, pagesOf, siteWith, small } from "./loading.ts";

async function partialsOf(site: TempSite): Promise<readonly string[]> {
  return (await pageSourcesOf(site)).filter(({ isPartial }) => isPartial).map(({ page }) => page);
}

/** A page that imports from each of these. */
const importing = (...paths: readonly string[]) =>
  paths.map((path, index) => `import P${index} from '${path}';\n`).join("");

test("takes the partials that pages import, from their own folder or any other", async () => {
  const site = await siteWith({
    files: {
      "docs/a.mdx": importing("./_near.mdx", "../docs/\\_parts/x.md", "@site/blog/_b.mdx"),
      "docs/deep/b.mdx":
        'import N from "../_near.mdx?x=1";\n\nexport { default } from `./_deep.md`;\n',
      "docs/_near.mdx": "Near.\n",
      "docs/_parts/x.md": "X.\n",
      "docs/deep/_deep.md": "Deep.\n",
      "docs/_unused.mdx": "Unused.\n",
      "blog/2024-01-01-p.md": "# P\n",
      "blog/_b.mdx": "B.\n",
      "src/pages/p.mdx": importing("./_p.mdx"),
      "src/pages/_p.mdx": "P.\n",
    },
  });
  expect(await partialsOf(site)).toEqual([
    "blog/_b.mdx",
    "docs/_near.mdx",
    "docs/_parts/x.md",
    "docs/deep/_deep.md",
    "src/pages/_p.mdx",
  ]);
});

test("each version has its own", async () => {
  const site = await siteWith({
    files: {
      "docs/a.mdx": importing("./_p.mdx"),
      "docs/_p.mdx": "P.\n",
      "versions.json": '["1.0"]',
      "versioned_docs/version-1.0/a.mdx": importing("./_p.mdx"),
      "versioned_docs/version-1.0/_p.mdx": "P.\n",
    },
  });
  const roots = (await pageSourcesOf(site)).map(({ page, root }) => [
    page,
    root.localizedDirs.get("fr")?.replace(/.*[\\/]/, ""),
  ]);
  expect(roots).toContainEqual(["docs/_p.mdx", "current"]);
  expect(roots).toContainEqual(["versioned_docs/version-1.0/_p.mdx", "version-1.0"]);
});

test("follows partials that import partials, in circles too", async () => {
  const site = await siteWith({
    files: {
      "docs/a.mdx": importing("./_b.mdx"),
      "docs/_b.mdx": importing("./_c.mdx"),
      "docs/_c.mdx": importing("./_b.mdx", "./_c.mdx", "./a.mdx", "./_d.mdx"),
      "docs/_d.mdx": "D.\n",
    },
  });
  expect(await partialsOf(site)).toEqual(["docs/_b.mdx", "docs/_c.mdx", "docs/_d.mdx"]);
});

test("a partial is what the plugin excludes, whatever its name", async () => {
  const site = await siteWith({
    config: { preset: { docs: { exclude: ["parts/**"] } } },
    files: {
      "docs/a.mdx": importing("./parts/p.mdx", "./_page.mdx"),
      "docs/parts/p.mdx": "P.\n",
      "docs/_page.mdx": "A page.\n",
    },
  });
  expect(await partialsOf(site)).toEqual(["docs/parts/p.mdx"]);
  expect(await pagesOf(site)).toEqual(["docs/_page.mdx", "docs/a.mdx", "docs/parts/p.mdx"]);
});

test("a page that is imported, a draft too, is no partial", async () => {
  const site = await siteWith({
    files: {
      ...small,
      "docs/b.mdx": importing("./a.md", "./d.mdx"),
      "docs/d.mdx": "---\ndraft: true\n---\n\nLater.\n",
    },
  });
  expect(await pagesOf(site)).toEqual(["docs/a.md", "docs/b.mdx"]);
});

test("leaves out what is not compiled as a partial, not there, or outside", async () => {
  const site = await siteWith({
    files: {
      "docs/a.mdx": `${importing(
        "!!raw-loader!./_raw.mdx",
        "./_missing.mdx",
        "@site/snippets/_s.md",
        "some-package/_p.mdx",
        "./_linked.mdx",
        "@site/i18n/fr/docusaurus-plugin-content-docs/current/_f.mdx",
      )}\n[A link](./_link.mdx)\n`,
      "docs/_raw.mdx": "Raw.\n",
      "docs/_link.mdx": "Link.\n",
      "snippets/_s.md": "S.\n",
      "i18n/fr/docusaurus-plugin-content-docs/current/_f.mdx": "F.\n",
    },
  });
  await symlink(join(site.dir, "snippets", "_s.md"), join(site.dir, "docs", "_linked.mdx"));
  expect(await pagesOf(site)).toEqual(["docs/a.mdx"]);
});

test("leaves out localized partials that lie in a folder of content", async () => {
  const current = "content/i18n/fr/docusaurus-plugin-content-docs/current";
  const site = await siteWith({
    config: {
      preset: { docs: { path: "content", include: ["*.mdx"], exclude: ["**/_*"] } },
      site: { i18n: { path: "content/i18n" } },
    },
    files: {
      "content/a.mdx": importing(`@site/${current}/_f.mdx`),
      [`${current}/_f.mdx`]: "F.\n",
    },
  });
  expect(await pagesOf(site)).toEqual(["content/a.mdx"]);
});

test("the plugin's own globs choose among partials, and pages that are not chosen name none", async () => {
  const site = await siteWith({
    files: {
      "docs/a.mdx": importing("./_a.mdx", "./_x.mdx"),
      "docs/_a.mdx": "A.\n",
      "docs/_x.mdx": "X.\n",
      "docs/b.mdx": importing("./_b.mdx"),
      "docs/_b.mdx": "B.\n",
    },
  });
  const exclude = ["**/_x.mdx", "docs/b.mdx"];
  expect(await pagesOf(site, { exclude })).toEqual(["docs/_a.mdx", "docs/a.mdx"]);
});
