import { join, relative } from "node:path";
import { posixPath } from "@docusaurus/utils";
import { expect, test } from "vitest";
import { sourceDirOf } from "../../../src/io/site/source-dir-of.ts";
import { siteWith } from "./loading.ts";

async function guess(files: readonly string[], likely = "blog"): Promise<string | undefined> {
  const { dir } = await siteWith({
    files: Object.fromEntries(
      [...files, "blog/posts/a.md", "blog/posts/deep/a.md", "blog/posts/b.md"].map((file) => [
        file,
        "",
      ]),
    ),
  });
  const found = sourceDirOf({
    localizedDir: join(dir, "i18n/fr/blog"),
    paths: files.map((file) => join(dir, file)),
    likely: join(dir, likely),
  });
  return found && posixPath(relative(dir, found));
}

test("is the likely folder where everything fits into it", async () => {
  expect(await guess(["blog/posts/b.md", "i18n/fr/blog/posts/a.md"])).toBe("blog");
});

test("is the folder that has the original of every localized page", async () => {
  expect(await guess(["blog/posts/b.md", "i18n/fr/blog/a.md"])).toBe("blog/posts");
});

test("is never a folder where a page would be both localized and not", async () => {
  expect(await guess(["blog/posts/deep/a.md", "i18n/fr/blog/a.md"])).toBe("blog/posts");
});

test("is unknown where all pages are localized and the likely folder lacks them", async () => {
  expect(await guess(["i18n/fr/blog/a.md"])).toBeUndefined();
});
