import { join } from "node:path";
import { expect, test } from "vitest";
import { type PermalinkContext, permalinksOf } from "../../../src/io/site/permalinks-of.ts";
import { loadContext } from "../../support/temp-site/load-context.ts";
import { siteWith } from "./loading.ts";

const localized = "i18n/en/docusaurus-plugin-content-docs/current";

async function contextWith(files: readonly string[]): Promise<PermalinkContext> {
  const site = await siteWith({ files: Object.fromEntries(files.map((file) => [file, ""])) });
  return loadContext(site.dir);
}

function docsIn({ siteDir }: PermalinkContext, docs: readonly object[]) {
  const version = {
    contentPath: join(siteDir, "docs"),
    contentPathLocalized: join(siteDir, localized),
    docs,
  };
  return { "docusaurus-plugin-content-docs": { default: { loadedVersions: [version] } } };
}

test("knows every page by its source file and by its localized one", async () => {
  const context = await contextWith(["docs/a.md", "docs/b.md", `${localized}/a.md`]);
  const [root] = permalinksOf(
    docsIn(context, [
      { source: `@site/${localized}/a.md`, permalink: "/a" },
      { source: "@site/docs/b.md", permalink: "/b" },
    ]),
    context,
  );
  expect([...(root?.permalinks ?? [])].sort()).toEqual([
    ["@site/docs/a.md", "/a"],
    ["@site/docs/b.md", "/b"],
    [`@site/${localized}/a.md`, "/a"],
    [`@site/${localized}/b.md`, "/b"],
  ]);
});

test("is empty for a locale without translations", async () => {
  const context = await contextWith(["docs/a.md"]);
  expect(
    permalinksOf(docsIn(context, [{ source: "@site/docs/a.md", permalink: "/a" }]), context),
  ).toEqual([]);
});

test("passes over content that it does not know", async () => {
  const context = await contextWith([`${localized}/a.md`]);
  const content = {
    ...docsIn(context, [{ source: 7 }]),
    "docusaurus-plugin-content-blog": { default: undefined },
    "docusaurus-plugin-content-pages": { default: null },
    "some-plugin": { default: "text" },
  };
  const links = permalinksOf(content, context).flatMap(({ permalinks }) => [...permalinks]);
  expect(links).toEqual([]);
});
