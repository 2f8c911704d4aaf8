import { expect, test } from "vitest";
import { chooseSources } from "../../../src/io/site/choose-sources.ts";
import { load, siteWith, small } from "./loading.ts";

test("chooses pages by globs, and those whose names look like globs by their names", async () => {
  const site = await siteWith({
    files: { ...small, "docs/b.mdx": "B\n", "docs/{a,b}.md": "C\n", "docs/(x)/a.md": "D\n" },
  });
  const { sources } = await load(site);
  const chosen = (only: string) => chooseSources(sources, only).map(({ page }) => page);
  expect(chosen("docs/{a,b}.{md,mdx}")).toEqual(["docs/a.md", "docs/b.mdx"]);
  expect(chosen("{docs/{a,x},src/b}.md")).toEqual(["docs/a.md"]);
  expect(chosen("docs/{a,b}.md")).toEqual(["docs/a.md", "docs/{a,b}.md"]);
  expect(chosen("docs/(x)/a.md")).toEqual(["docs/(x)/a.md"]);
  expect(() => chosen("{a,b}.md")).toThrow("{a,b}.md");
});

test("chooses pages outside of the site, in braces too", async () => {
  const outside = await siteWith({ files: { "docs/a.md": "# A\n", "docs/b.md": "# B\n" } });
  const site = await siteWith({
    config: { preset: { docs: { path: `${outside.dir}/docs` } } },
    files: { "src/pages/c.md": "# C\n" },
  });
  const { sources } = await load(site);
  const [first = ""] = sources.map(({ page }) => page);
  expect(first).toMatch(/^\.\.\/.*\/docs\/a\.md$/);
  const dir = first.replace("/a.md", "");
  const chosen = (only: string) => chooseSources(sources, only).map(({ page }) => page);
  expect(chosen(`${dir}/{a,c}.md`)).toEqual([first]);
  expect(chosen(`{${dir}/a,src/pages/c}.md`)).toEqual([first, "src/pages/c.md"]);
  expect(chosen("**/b.md")).toEqual([`${dir}/b.md`]);
});

test("chooses the images that the chosen posts show of their authors", async () => {
  const site = await siteWith({
    files: {
      ...small,
      "blog/2024-01-01-p.md": "---\nauthors: ed\n---\n\nP\n",
      "blog/2024-01-02-q.md": "---\nauthors: di\n---\n\nQ\n",
      "blog/authors.yml":
        "ed: {name: Ed, image_url: ./ed.png}\ndi: {name: Di, image_url: ./di.png}\n",
      "blog/ed.png": "ed",
      "blog/di.png": "di",
    },
  });
  const chosen = chooseSources((await load(site)).sources, "blog/*-p.md");
  expect(chosen.map(({ page }) => page)).toEqual(["blog/2024-01-01-p.md", "blog/ed.png"]);
});
