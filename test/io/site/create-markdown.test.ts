import { join } from "node:path";
import { expect, test } from "vitest";
import { code } from "../../support/temp-site/site-config-source.ts";
import { filesOf, rootOf, siteWith, small } from "./loading.ts";

test("reads Markdown options as the site has resolved them", async () => {
  const site = await siteWith({
    config: { site: { markdown: { format: "detect", anchors: { maintainCase: true } } } },
    files: { ...small, "blog/2024-01-01-p.md": "# P\n" },
  });
  const [post, doc] = (await filesOf(site)).map(({ root }) => root.markdown);
  expect(doc).toMatchObject({
    format: "detect",
    comments: true,
    classicHeadingIds: true,
    commentHeadingIds: true,
    dropsTitle: false,
    keepsSlugCase: true,
  });
  expect(post?.dropsTitle).toBe(true);
});

test("follows the defaults of Docusaurus 4", async () => {
  const site = await siteWith({ config: { site: { future: { v4: true } } }, files: small });
  const { markdown } = await rootOf(site);
  expect(markdown).toMatchObject({ comments: false, classicHeadingIds: false });
});

test("preprocesses and parses a page as the site would", async () => {
  const site = await siteWith({
    config: {
      preset: { docs: { admonitions: { keywords: ["aside"] } } },
      site: {
        markdown: {
          preprocessor: ({ fileContent }: { fileContent: string }) =>
            fileContent.replace("VERSION", "2"),
          parseFrontMatter: async (params: {
            defaultParseFrontMatter: (p: unknown) => Promise<object>;
          }) => {
            const parsed = await params.defaultParseFrontMatter(params);
            return { ...parsed, frontMatter: { extra: true } };
          },
        },
      },
    },
    files: small,
  });
  const { markdown } = await rootOf(site);
  const filePath = join(site.dir, "docs", "a.md");
  const fileContent = "---\nid: a\n---\n\n## VERSION {#v}\n\n:::aside Look\n\nHere.\n\n:::\n";
  expect(markdown.preprocess({ filePath, fileContent })).toBe(
    "---\nid: a\n---\n\n## 2 \\{#v}\n\n:::aside[Look]\n\nHere.\n\n:::\n",
  );
  const parsed = await markdown.parseFrontMatter({
    filePath,
    fileContent: "---\nid: a\n---\n\nText.\n",
  });
  expect(parsed).toEqual({ frontMatter: { extra: true }, content: "Text." });
});

test("numbers repeated slugs for each page anew", async () => {
  const site = await siteWith({ files: small });
  const { markdown } = await rootOf(site);
  const slugger = markdown.createSlugger();
  expect([slugger.slug("Title"), slugger.slug("Title")]).toEqual(["title", "title-1"]);
  expect(markdown.createSlugger().slug("Title")).toBe("title");
});

test("hands on the remark plugins of the instance", async () => {
  const site = await siteWith({
    config: {
      head: "import remarkMath from 'remark-math';\nconst early = () => () => undefined;",
      preset: {
        docs: {
          remarkPlugins: [[code("remarkMath"), {}]],
          beforeDefaultRemarkPlugins: [code("early")],
        },
      },
    },
    files: small,
  });
  const { plugins } = (await rootOf(site)).markdown;
  expect(plugins.after).toEqual([[expect.any(Function), {}]]);
  expect(plugins.before).toEqual([expect.any(Function)]);
});

test("refuses broken front matter as often as it is read", async () => {
  const { markdown } = await rootOf(await siteWith({ files: small }));
  const page = { filePath: "/site/docs/p.md", fileContent: "---\na: b: c\n---\n" };
  await expect(markdown.parseFrontMatter(page)).rejects.toThrow();
  await expect(markdown.parseFrontMatter(page)).rejects.toThrow();
});
