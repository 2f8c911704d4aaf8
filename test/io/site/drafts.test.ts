import { expect, test } from "vitest";
import { code } from "../../support/temp-site/site-config-source.ts";
import { pagesOf, siteWith, small } from "./loading.ts";

const draft = "---\ndraft: true\n---\n\nLater.\n";

test("leaves out drafts of every kind and version, and keeps unlisted pages", async () => {
  const unlisted = "---\nunlisted: true\n---\n\nOnly for those who know.\n";
  const site = await siteWith({
    files: {
      "docs/a.md": unlisted,
      "docs/d.md": draft,
      "versions.json": '["1.0"]',
      "versioned_docs/version-1.0/a.md": "# A\n",
      "versioned_docs/version-1.0/d.md": draft,
      "blog/2024-01-01-a.md": unlisted,
      "blog/2024-01-02-d.md": draft,
      "src/pages/a.md": unlisted,
      "src/pages/d.md": '---\ndraft: "True"\n---\n\nLater.\n',
    },
  });
  expect(await pagesOf(site)).toEqual([
    "blog/2024-01-01-a.md",
    "docs/a.md",
    "src/pages/a.md",
    "versioned_docs/version-1.0/a.md",
  ]);
});

test("tells drafts where a broken page keeps all others from loading, and keeps that page", async () => {
  const broken = "---\nsidebar_position: first\n---\n\nWords.\n";
  const site = await siteWith({
    files: {
      ...small,
      "docs/broken.md": broken,
      "docs/d.md": draft,
      "docs/unreadable.md": "---\ntitle: [\n---\n",
    },
  });
  expect(await pagesOf(site)).toEqual(["docs/a.md", "docs/broken.md", "docs/unreadable.md"]);
});

test("keeps posts that the site sorts out by itself", async () => {
  const processBlogPosts = code("({ blogPosts }) => blogPosts.slice(0, 1)");
  const site = await siteWith({
    config: { preset: { blog: { processBlogPosts } } },
    files: {
      "blog/2024-01-01-a.md": "# A\n",
      "blog/2024-01-02-b.md": "# B\n",
      "blog/2024-01-03-d.md": draft,
    },
  });
  expect(await pagesOf(site)).toEqual(["blog/2024-01-01-a.md", "blog/2024-01-02-b.md"]);
});

test("keeps the original of a page that the source locale has localized", async () => {
  const site = await siteWith({
    files: { ...small, "i18n/en/docusaurus-plugin-content-docs/current/a.md": draft },
  });
  expect(await pagesOf(site)).toEqual(["docs/a.md"]);
});

test("front matter in another language does not run, and does not keep other pages from loading", async () => {
  const site = await siteWith({
    files: {
      ...small,
      "docs/code.md": "---js\nglobalThis.ran = true\n---\n\nWords.\n",
      "docs/d.md": draft,
    },
  });
  expect(await pagesOf(site)).toEqual(["docs/a.md", "docs/code.md"]);
  expect(Reflect.get(globalThis, "ran")).toBeUndefined();
});
