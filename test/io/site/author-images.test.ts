import { expect, test } from "vitest";
import type { TempSite } from "../../support/temp-site/create-temp-site.ts";
import { filesOf, load, siteWith, small } from "./loading.ts";

const authors = [
  "ed: {name: Ed, image_url: ./faces/ed.png}",
  "di: {name: Di, imageURL: ./../secret.png}",
  "al: {name: Al, image_url: /img/al.png}",
  "jo: {name: Jo, image_url: https://example.com/jo.png}",
  "no: {name: No, image_url: ./faces/no.png}",
  "",
].join("\n");

const blogOfDi = {
  ...small,
  "blog/2024-01-01-p.md": "---\nauthors: di\n---\n\nP\n",
  "blog/ed.png": "ed",
};

test("takes the images that authors have beside posts, in each folder of posts that shows them", async () => {
  const site = await siteWith({
    files: {
      ...small,
      "blog/2024-01-01-p.md": "---\nauthors: [ed, di, al, jo, no]\n---\n\nP\n",
      "blog/deep/2024-01-02-q.md": "---\nauthors: ed\n---\n\nQ\n",
      "blog/deep/2024-01-03-r.md": "---\nauthors: ed\n---\n\nR\n",
      "blog/other/2024-01-04-s.md": "---\nauthors: jo\n---\n\nS\n",
      "blog/authors.yml": authors,
      "blog/faces/ed.png": "ed",
      "blog/deep/faces/ed.png": "ed",
      "blog/other/faces/ed.png": "ed",
      "secret.png": "secret",
    },
  });
  expect(await imagesOf(site)).toEqual({
    "blog/deep/faces/ed.png": ["blog/deep/2024-01-02-q.md", "blog/deep/2024-01-03-r.md"],
    "blog/faces/ed.png": ["blog/2024-01-01-p.md"],
  });
});

test("takes the images of authors that only a post's own front matter knows", async () => {
  const site = await siteWith({
    files: {
      ...small,
      "blog/2024-01-01-p/index.md":
        "---\nauthors:\n  - {name: Ed, image_url: ./ed.png}\n  - {name: Di, imageURL: ./di.png}\n---\n\nP\n",
      "blog/2024-01-01-p/ed.png": "ed",
      "blog/2024-01-01-p/di.png": "di",
      "blog/2024-01-02-q.md": "---\nauthor: Al\nauthor_image_url: ./faces/al.png\n---\n\nQ\n",
      "blog/faces/al.png": "al",
    },
  });
  expect(Object.keys(await imagesOf(site))).toEqual([
    "blog/2024-01-01-p/di.png",
    "blog/2024-01-01-p/ed.png",
    "blog/faces/al.png",
  ]);
});

test.each([
  ["aliases", "ed: {name: Ed, image_url: &image ./ed.png}\ndi: {name: Di, image_url: *image}\n"],
  ["merged keys", "ed: &ed {name: Ed, image_url: ./ed.png}\ndi: {<<: *ed, title: Cook}\n"],
  ["tags", "di: {name: !!str Di, image_url: !!str ./ed.png}\n"],
])("takes the images that a file of authors names with %s", async (_, text) => {
  const site = await siteWith({ files: { ...blogOfDi, "blog/authors.yml": text } });
  expect(Object.keys(await imagesOf(site))).toEqual(["blog/ed.png"]);
});

test("takes the images that a file of authors in another folder names", async () => {
  const site = await siteWith({
    config: { preset: { blog: { authorsMapPath: "../people/all.yml" } } },
    files: { ...blogOfDi, "people/all.yml": "di: {name: Di, image_url: ./ed.png}\n" },
  });
  expect(Object.keys(await imagesOf(site))).toEqual(["blog/ed.png"]);
});

test("does not take the images of a blog that cannot be read for gone", async () => {
  const site = await siteWith({
    files: {
      ...small,
      "blog/2024-01-01-p.md": "---\nauthors: nobody\n---\n\nP\n",
      "blog/authors.yml": authors,
      "blog/faces/ed.png": "ed",
    },
  });
  expect((await load(site)).unread).toEqual(["blog"]);
});

/** By image: the posts that show it. */
async function imagesOf(site: TempSite): Promise<Readonly<Record<string, readonly string[]>>> {
  const images = (await filesOf(site)).filter((source) => source.format === "asset");
  return Object.fromEntries(images.map(({ page, posts }) => [page, posts]));
}
