import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startBench } from "./bench.ts";

test("an image that authors have beside posts is copied, followed and removed", async () => {
  const bench = await startBench({ pages: { "a.md": "# A page\n" }, assets: ["face.png"] });
  await bench.write("face.png", Uint8Array.of(1, 2, 3));
  const file = join(bench.dir, "i18n/fr/face.png");
  await bench.run();
  expect([...(await readFile(file))]).toEqual([1, 2, 3]);
  expect(await bench.run()).toMatchObject({ locales: [{ pages: 2, current: 2, written: 0 }] });
  await bench.write("face.png", Uint8Array.of(4));
  await bench.run();
  expect([...(await readFile(file))]).toEqual([4]);
  await bench.remove("docs/face.png");
  expect(await bench.run()).toMatchObject({ locales: [{ removed: 1 }] });
});

test("an image of its own stays in a locale", async () => {
  const bench = await startBench({ pages: { "a.md": "# A page\n" }, assets: ["face.png"] });
  await bench.write("face.png", Uint8Array.of(1));
  await bench.run();
  const file = join(bench.dir, "i18n/fr/face.png");
  await writeFile(file, Uint8Array.of(9));
  await bench.write("face.png", Uint8Array.of(2));
  await bench.run();
  expect([...(await readFile(file))]).toEqual([9]);
  expect(await bench.plan()).toMatchObject({ locales: [{ written: 0 }] });
});

test("a page that shows such an image itself is written once", async () => {
  const page = "# A page\n\n![A face](./face.png)\n";
  const bench = await startBench({ pages: { "a.md": page }, assets: ["face.png"] });
  await bench.write("face.png", Uint8Array.of(1));
  await bench.run();
  expect(await bench.read("a.md")).toContain("](./face.png)");
  expect(await bench.plan()).toMatchObject({ locales: [{ written: 0, current: 2 }] });
});
