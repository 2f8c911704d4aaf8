import { writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { startBench } from "./bench.ts";

const prices = { "test-model": { input: 1_000_000, output: 1_000_000 } };

const pages = {
  "a.md": "# First heading\n\nFirst words of it.\n\n## Second heading\n\nMore words there.\n",
  "b.md": "First words of it.\n",
};

test("a plan counts pages, Sections, places and Requests of each locale and of all", async () => {
  const bench = await startBench({ pages, locales: ["fr", "ja"] });
  const { estimate } = await bench.plan({ money: { prices } });
  const each = { pages: 2, sections: 3, segments: 5, requests: 1 };
  expect(estimate).toMatchObject({ pages: 4, sections: 6, segments: 10, requests: 2 });
  expect(estimate?.locales).toMatchObject([
    { ...each, locale: "fr" },
    { ...each, locale: "ja" },
  ]);
  const [fr, ja] = estimate?.locales ?? [];
  expect(ja?.tokens.output).toBeGreaterThan(fr?.tokens.output ?? 0);
  expect(estimate?.cost).toBe((fr?.cost ?? 0) + (ja?.cost ?? 0));
  expect(fr?.cost).toBe((fr?.tokens.input ?? 0) + (fr?.tokens.output ?? 0));
  expect(fr?.costPerPage).toBe((fr?.cost ?? 0) / 2);
  expect(estimate?.costPerPage).toBe((estimate?.cost ?? 0) / 4);
});

test("without a price it counts tokens only", async () => {
  const bench = await startBench({ pages });
  const { estimate } = await bench.plan({
    money: { prices: { "other-model": { input: 1, output: 1 } } },
  });
  expect(estimate?.tokens.input).toBeGreaterThan(100);
  expect(JSON.stringify(estimate)).not.toContain("cost");
});

test("what Memory knows is saved, on pages that changed and on those that did not", async () => {
  const bench = await startBench({
    pages: { ...pages, "c.md": "Words that only this page has.\n" },
  });
  const { estimate: before } = await bench.run({ money: { prices } });
  expect(before?.remembered).toMatchObject({ segments: 0, cost: 0 });
  await bench.write("a.md", `${pages["a.md"]}\nA new paragraph.\n`);
  const { estimate } = await bench.plan({ money: { prices } });
  // The text that both pages have is asked for once, and so it is saved once.
  expect(estimate).toMatchObject({ pages: 1, sections: 1, segments: 1, requests: 1 });
  expect(estimate?.remembered.segments).toBe(5);
  const { input, output } = estimate?.remembered.tokens ?? { input: 0, output: 0 };
  expect(estimate?.remembered.cost).toBe(input + output);
  expect((await bench.plan({ retranslate: "all" })).estimate?.remembered.segments).toBe(0);
});

test("a run foretells the same before it sends, and nothing where it has nothing to ask for", async () => {
  const bench = await startBench({ pages });
  const { estimate } = await bench.plan({ money: { prices } });
  const first = await bench.run({ money: { prices } });
  expect(first.estimate).toEqual(estimate);
  const kinds = bench.events.map(({ kind }) => kind);
  expect(kinds.indexOf("estimated")).toBeLessThan(kinds.indexOf("sending"));
  expect(kinds).toContain("estimated");
  expect((await bench.run({ money: { prices } })).estimate).toBeUndefined();
});

test("what is spent is what the provider counts, at full price where no batch was sent", async () => {
  const bench = await startBench({ pages });
  const summary = await bench.run({ money: { prices } });
  expect(summary).toMatchObject({ tokens: { input: 10, output: 5 }, cost: 15 });
  expect(await bench.run()).not.toHaveProperty("cost");
});

test("a page that a person has changed is no part of the sum", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  await bench.write("b.md", "Words that are new.\n");

  await writeFile(`${bench.dir}/i18n/fr/b.md`, "Mes mots.\n");
  expect((await bench.plan()).estimate).toMatchObject({ pages: 0, segments: 0, requests: 0 });
  await bench.write("c.md", "Words that are new.\n");
  expect((await bench.plan()).estimate).toMatchObject({ pages: 1, segments: 1, requests: 1 });
});
