import { expect, test } from "vitest";
import { frenchDocs, startBench, written } from "./bench.ts";

const files = {
  "docs/a.md": "# A page\n\nIts words are few.\n",
  "docs/b.md": "# Another page\n\nIt has other words.\n",
};

const a = `${frenchDocs}/a.md`;
const b = `${frenchDocs}/b.md`;

test("what a person writes into a localized page stays, also when its source changes", async () => {
  const bench = await startBench({ files });
  await bench.run();
  const byHand = "# Une page\n\nPeu de mots.\n";
  await bench.site.write({ [a]: byHand });
  bench.forget();
  const outcome = await bench.run();
  expect(outcome).toMatchObject({ code: 3 });
  expect(outcome.stdout).toContain("fr: 1 page changed by hand and left alone.");
  await bench.site.write({ "docs/a.md": "# A page\n\nQuite other words.\n" });
  expect(await bench.run()).toMatchObject({ code: 3 });
  expect(await bench.site.read(a)).toBe(byHand);
  expect(bench.exchanges()).toBe(0);
});

test("a page that a person translated before the tool came is left alone", async () => {
  const byHand = "# Une page\n\nPeu de mots.\n";
  const bench = await startBench({ files: { ...files, [a]: byHand } });
  expect(await bench.run()).toMatchObject({ code: 3 });
  expect(await bench.site.read(a)).toBe(byHand);
  expect(bench.sent()).toEqual(["Another page", "It has other words."]);
});

test("a localized page that was deleted is written again without a request", async () => {
  const bench = await startBench({ files });
  await bench.run();
  const before = await bench.site.read(a);
  await bench.site.remove(a);
  bench.forget();
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(await bench.site.read(a)).toBe(before);
  expect(bench.exchanges()).toBe(0);
});

test("a lost manifest is made again: nothing is sent, nothing overwritten", async () => {
  const bench = await startBench({ files });
  await bench.run();
  const before = await written(bench.site);
  const texts = async () => (await written(bench.site)).map(({ path, text }) => ({ path, text }));
  await bench.site.remove(".translate-llm/pages");
  bench.forget();
  expect(await bench.run("--check")).toMatchObject({ code: 0 });
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(bench.exchanges()).toBe(0);
  expect(await texts()).toEqual(before.map(({ path, text }) => ({ path, text })));
  const page = (files: typeof before) => files.find(({ path }) => path === b);
  expect(page(await written(bench.site))).toEqual(page(before));
});

test("a lost Memory is asked for again: its words are nowhere else", async () => {
  const bench = await startBench({ files });
  await bench.run();
  const before = await bench.site.read(a);
  await bench.site.remove(".translate-llm/memory");
  expect(await bench.run("--check")).toMatchObject({ code: 3 });
  bench.forget();
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(bench.sent()).toHaveLength(4);
  expect(await bench.site.read(a)).toBe(before);
});
