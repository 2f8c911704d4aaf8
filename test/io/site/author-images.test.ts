import { expect, test } from "vitest";
import { filesOf, siteWith, small } from "./loading.ts";

test("takes the images that authors have beside posts, in each folder of posts that has them", async () => {
  const site = await siteWith({
    files: {
      ...small,
      "blog/2024-01-01-p.md": "# P\n",
      "blog/deep/2024-01-02-q.md": "# Q\n",
      "blog/other/2024-01-03-r.md": "# R\n",
      "blog/authors.yml": [
        "ed: {name: Ed, image_url: ./faces/ed.png}",
        "di: {name: Di, imageURL: ./../secret.png}",
        "al: {name: Al, image_url: /img/al.png}",
        "jo: {name: Jo, image_url: https://example.com/jo.png}",
        "",
      ].join("\n"),
      "blog/faces/ed.png": "ed",
      "blog/deep/faces/ed.png": "ed",
      "secret.png": "secret",
    },
  });
  const images = (await filesOf(site)).filter((source) => source.format === "asset");
  expect(images.map(({ page }) => page)).toEqual(["blog/deep/faces/ed.png", "blog/faces/ed.png"]);
});
