import { symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { pagesOf, siteWith, small } from "./loading.ts";

test("lists docs, posts and Markdown pages by their path from the site folder, sorted", async () => {
  const site = await siteWith({
    files: {
      "docs/z.mdx": "# Z\n",
      "docs/guide/a.md": "# A\n",
      "blog/2024-01-01-hello.md": "# Hello\n",
      "src/pages/about.md": "# About\n",
      "src/pages/widget.js": "export default () => null;\n",
    },
  });
  expect(await pagesOf(site)).toEqual([
    "blog/2024-01-01-hello.md",
    "docs/guide/a.md",
    "docs/z.mdx",
    "src/pages/about.md",
  ]);
});

test("leaves out what the content plugin excludes, and takes what it includes only", async () => {
  const site = await siteWith({
    config: { preset: { docs: { include: ["**/*.md"], exclude: ["**/internal/**"] } } },
    files: { ...small, "docs/b.mdx": "# B\n", "docs/internal/c.md": "# C\n", "docs/_d.md": "D\n" },
  });
  expect(await pagesOf(site)).toEqual(["docs/_d.md", "docs/a.md"]);
});

test("applies the plugin's own globs to the path from the site folder", async () => {
  const site = await siteWith({
    files: { ...small, "docs/guide/b.md": "# B\n", "docs/guide/c.md": "# C\n" },
  });
  expect(await pagesOf(site, { include: ["docs/guide/**"], exclude: ["**/c.md"] })).toEqual([
    "docs/guide/b.md",
  ]);
});

test("takes only the kinds of content that are asked for", async () => {
  const site = await siteWith({ files: { ...small, "blog/2024-01-01-p.md": "# P\n" } });
  expect(await pagesOf(site, { content: ["blog"] })).toEqual(["blog/2024-01-01-p.md"]);
});

test("reads an instance that is wrapped by a plugin of the site", async () => {
  const wrapper = `import docs from '@docusaurus/plugin-content-docs';
export default async (context, options) => ({...(await docs.default(context, options))});
export { validateOptions } from '@docusaurus/plugin-content-docs';\n`;
  const site = await siteWith({
    config: {
      site: { plugins: [["./wrapper.mjs", { id: "sdk", path: "sdk", routeBasePath: "sdk" }]] },
    },
    files: { ...small, "sdk/b.md": "# B\n", "wrapper.mjs": wrapper },
  });
  expect(await pagesOf(site)).toEqual(["docs/a.md", "sdk/b.md"]);
});

test("reads docs that lie outside the site folder", async () => {
  const outside = await siteWith({ files: { "docs/x.md": "# X\n" } });
  const path = join(outside.dir, "docs");
  const site = await siteWith({ config: { preset: { docs: { path } } }, files: small });
  const pages = await pagesOf(site, { include: ["**/x.md"] });
  expect(pages).toEqual([`../${basename(outside.dir)}/docs/x.md`]);
  expect(await pagesOf(site, { exclude: ["**"] })).toEqual([]);
});

test("leaves out files that are reached through a link out of the folder, and links to nowhere", async () => {
  const site = await siteWith({
    files: { ...small, "secret/s.md": "# S\n", "docs/real/r.md": "# R\n" },
  });
  await symlink(join(site.dir, "secret"), join(site.dir, "docs", "linked"), "junction");
  await symlink(join(site.dir, "secret", "s.md"), join(site.dir, "docs", "s.md"));
  await symlink(join(site.dir, "nowhere.md"), join(site.dir, "docs", "n.md"));
  await symlink(join(site.dir, "docs", "real"), join(site.dir, "docs", "alias"), "junction");
  expect(await pagesOf(site)).toEqual(["docs/a.md", "docs/alias/r.md", "docs/real/r.md"]);
});

test("a content folder that is itself a link is read", async () => {
  const site = await siteWith({
    config: { preset: { docs: {} } },
    files: { "elsewhere/a.md": "# A\n" },
  });
  await symlink(join(site.dir, "elsewhere"), join(site.dir, "docs"), "junction");
  expect(await pagesOf(site)).toEqual(["docs/a.md"]);
});

test("never takes localized pages for sources, even where the docs span them", async () => {
  const current = "docusaurus-plugin-content-docs/current/docs/a.md";
  const site = await siteWith({
    config: {
      locales: ["en", "fr", "ja"],
      preset: { docs: { path: "content", include: ["docs/**/*.md", "i18n/**/*.md"] } },
      site: { i18n: { path: "content/i18n" } },
    },
    files: {
      "content/docs/a.md": "# A\n",
      [`content/i18n/fr/${current}`]: "# A\n",
      [`content/i18n/ja/${current}`]: "# A\n",
    },
  });
  expect(await pagesOf(site, { locales: ["fr"] })).toEqual(["content/docs/a.md"]);
});

test("takes originals that lie in the folder of the source locale", async () => {
  const path = "i18n/en/docusaurus-plugin-content-docs/current";
  const site = await siteWith({
    config: { preset: { docs: { path } } },
    files: { [`${path}/a.md`]: "# A\n" },
  });
  expect(await pagesOf(site)).toEqual([`${path}/a.md`]);
});

test("a site without blog posts, docs or pages has no sources", async () => {
  const site = await siteWith({ files: {} });
  expect(await pagesOf(site)).toEqual([]);
});
