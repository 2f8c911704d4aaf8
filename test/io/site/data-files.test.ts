import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TempSite } from "../../support/temp-site/create-temp-site.ts";
import { filesOf, siteWith, small } from "./loading.ts";

async function dataOf(site: TempSite): Promise<readonly (readonly string[])[]> {
  const data = (await filesOf(site)).filter((source) => source.format === "data");
  return data.map(({ page, holds }) => [page, holds]);
}

const post = { "blog/2024-01-01-p.md": "# P\n" };
const authors = "ed:\n  name: Ed\n";
const tags = "x:\n  label: X\n";

test("takes the authors and tags of blogs and docs, each version's and instance's own", async () => {
  const news = [
    "@docusaurus/plugin-content-blog",
    { id: "news", path: "news", routeBasePath: "news" },
  ];
  const site = await siteWith({
    config: { site: { plugins: [news] } },
    files: {
      ...small,
      ...post,
      "docs/tags.yml": tags,
      "docs/authors.yml": authors,
      "versions.json": '["1.0"]',
      "versioned_docs/version-1.0/a.md": "# A\n",
      "versioned_docs/version-1.0/tags.yml": tags,
      "blog/authors.yml": authors,
      "blog/tags.yml": tags,
      "news/2024-01-01-n.md": "# N\n",
      "news/authors.yml": authors,
      "src/pages/q.md": "# Q\n",
      "src/pages/tags.yml": tags,
    },
  });
  expect(await dataOf(site)).toEqual([
    ["blog/authors.yml", "authors"],
    ["blog/tags.yml", "tags"],
    ["docs/tags.yml", "tags"],
    ["news/authors.yml", "authors"],
    ["versioned_docs/version-1.0/tags.yml", "tags"],
  ]);
  expect(
    (await filesOf(site)).map(({ page, root }) => [page, root.localizedDirs.get("fr")]),
  ).toContainEqual([
    "news/authors.yml",
    join(site.dir, "i18n", "fr", "docusaurus-plugin-content-blog-news"),
  ]);
});

test("follows the names that the site gives to them", async () => {
  const site = await siteWith({
    config: {
      preset: {
        docs: { tags: "data/labels.yaml" },
        blog: { authorsMapPath: "people.json", tags: "t.yml" },
      },
    },
    files: {
      ...small,
      ...post,
      "docs/data/labels.yaml": tags,
      "docs/tags.yml": tags,
      "blog/people.json": '{"ed": {"name": "Ed"}}',
      "blog/authors.yml": authors,
      "blog/t.yml": tags,
    },
  });
  expect(await dataOf(site)).toEqual([
    ["blog/people.json", "authors"],
    ["blog/t.yml", "tags"],
    ["docs/data/labels.yaml", "tags"],
  ]);
});

test.each([false, null])("takes no tags where the option is %s", async (off) => {
  const site = await siteWith({
    config: { preset: { docs: { tags: off }, blog: { tags: off } } },
    files: { ...small, ...post, "docs/tags.yml": tags, "blog/tags.yml": tags },
  });
  expect(await dataOf(site)).toEqual([]);
});

test("leaves out files that are not there, in other formats, or outside of their folder", async () => {
  const site = await siteWith({
    config: {
      preset: {
        docs: { tags: "tags.txt" },
        blog: { authorsMapPath: "../people.yml" },
      },
    },
    files: {
      ...small,
      ...post,
      "docs/tags.txt": tags,
      "people.yml": authors,
      "secret/t.yml": tags,
    },
  });
  await symlink(join(site.dir, "secret", "t.yml"), join(site.dir, "blog", "tags.yml"));
  expect(await dataOf(site)).toEqual([]);
});
