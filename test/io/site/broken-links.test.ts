import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import type { MarkdownHooks, OnBrokenMarkdownLinksFunction } from "@docusaurus/types";
import type { Link, Root } from "mdast";
import { expect, test, vi } from "vitest";
import { createBrokenLinkHook } from "../../../src/io/site/broken-links.ts";
import type { LinkedRoot } from "../../../src/io/site/permalinks-of.ts";

type Node = Parameters<OnBrokenMarkdownLinksFunction>[0]["node"];

const siteDir = resolve("/site");
const docs: LinkedRoot = {
  dir: join(siteDir, "docs"),
  localizedDir: join(siteDir, "i18n/fr/docs"),
  permalinks: new Map([
    ["@site/docs/guide/a.md", "/fr/guide/a"],
    ["@site/i18n/fr/docs/guide/a.md", "/fr/guide/a"],
    ["@site/docs/b c.md", "/fr/b-c"],
  ]),
};
const inner: LinkedRoot = {
  dir: join(siteDir, "docs/inner"),
  localizedDir: join(siteDir, "i18n/fr/inner"),
  permalinks: new Map([["@site/docs/inner/x.md", "/fr/x"]]),
};
const node: Node = { type: "link", url: "", children: [] };

function resolveLink(
  url: string,
  from: string,
  earlier: MarkdownHooks["onBrokenMarkdownLinks"] = "ignore",
) {
  const hook = createBrokenLinkHook({ siteDir, earlier, roots: () => [docs, inner] });
  return hook({ url, sourceFilePath: join(siteDir, from), node });
}

test.each([
  ["./guide/a.md", "docs/b c.md", "/fr/guide/a"],
  ["a.md?x=1#part", "docs/guide/z.mdx", "/fr/guide/a?x=1#part"],
  ["guide/a.md", "docs/deep/er/z.md", "/fr/guide/a"],
  ["/guide/a.md", "docs/b c.md", "/fr/guide/a"],
  ["@site/docs/guide/a.md", "docs/b c.md", "/fr/guide/a"],
  ["../b%20c.md", "docs/guide/a.md", "/fr/b-c"],
  ["../guide/a.md", "i18n/fr/docs/deep/z.md", "/fr/guide/a"],
  ["./x.md", "docs/inner/_part.md", "/fr/x"],
])("resolves %s in %s", (url, from, permalink) => {
  expect(resolveLink(url, from)).toBe(permalink);
});

test.each([
  ["./missing.md", "docs/b c.md"],
  ["./guide/a.md", "elsewhere/z.md"],
  ["../guide/a.md", "docs/inner/y.md"],
  ["./guide/a.txt", "docs/z.md"],
  ["https://example.com/a.md", "docs/z.md"],
  ["", "docs/z.md"],
])('leaves "%s" in %s to the function that the site has', (url, from) => {
  const earlier = vi.fn<OnBrokenMarkdownLinksFunction>(() => "https://example.com/");
  expect(resolveLink(url, from, earlier)).toBe("https://example.com/");
  expect(earlier).toHaveBeenCalledWith({ url, sourceFilePath: join(siteDir, from), node });
});

test("keeps the link where the site ignores broken ones", () => {
  expect(resolveLink("./missing.md", "docs/z.md", "ignore")).toBeUndefined();
});

test("sees pages that were loaded after it was made", () => {
  let roots: readonly LinkedRoot[] = [];
  const hook = createBrokenLinkHook({ siteDir, earlier: "throw", roots: () => roots });
  const broken = { url: "./guide/a.md", sourceFilePath: join(siteDir, "docs/z.md"), node };
  expect(() => hook(broken)).toThrow();
  roots = [docs];
  expect(hook(broken)).toBe("/fr/guide/a");
});

test("finds a page whose path is told relative to the working folder", () => {
  const hook = createBrokenLinkHook({ siteDir, earlier: "throw", roots: () => [docs] });
  const sourceFilePath = relative(process.cwd(), join(siteDir, "docs/z.md"));
  expect(hook({ url: "./guide/a.md", sourceFilePath, node })).toBe("/fr/guide/a");
});

const position = { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } };

test.each([
  ["resolveMarkdownLinks", "./missing.md", position],
  ["resolveMarkdownLinks", "./missing.md", undefined],
  ["transformLinks", "@site/docs/missing.md", position],
  ["transformLinks", "", position],
])('%s fails for "%s" in the same words as without the hook', async (plugin, url, at) => {
  const hook = createBrokenLinkHook({ siteDir, earlier: "throw", roots: () => [docs] });
  const link = (): Link => ({ type: "link", url, children: [], ...(at && { position: at }) });
  const ours = await failure(plugin, link(), hook);
  expect(ours).toBe(await failure(plugin, link(), "throw"));
  expect(ours).toMatch(/^Markdown link with/);
});

/** Runs Docusaurus' own remark plugin over one link. */
async function failure(
  plugin: string,
  link: Link,
  onBrokenMarkdownLinks: unknown,
): Promise<string> {
  const require = createRequire(import.meta.url);
  const { default: remark } = require(`@docusaurus/mdx-loader/lib/remark/${plugin}`);
  const options = {
    onBrokenMarkdownLinks,
    resolveMarkdownLink: () => null,
    siteDir,
    staticDirs: [],
  };
  const root: Root = { type: "root", children: [{ type: "paragraph", children: [link] }] };
  const file = { path: join(siteDir, "docs/z.md"), data: { compilerName: "server" } };
  return remark(options)(root, file).then(
    () => "nothing failed",
    (error: Error) => error.message,
  );
}
