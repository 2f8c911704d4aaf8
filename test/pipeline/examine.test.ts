import { expect, test } from "vitest";
import type { PageRecord } from "../../src/core/model.ts";
import { ownFiles } from "../../src/pipeline/examine.ts";
import { hashOf } from "../../src/pipeline/page-state.ts";

const bytes = new TextEncoder().encode("ours");
const file = (index: number) => `i18n/fr/${index}.md`;
const records: PageRecord[] = Array.from({ length: 500 }, (_, index) => ({
  page: `docs/${index}.md`,
  file: file(index),
  source: hashOf(bytes),
  output: hashOf(bytes),
  memory: "0",
  shape: "0",
  reads: [],
  sections: [],
  kept: [],
  pseudo: false,
}));

test("localized files are looked at a few at a time, and those that changed are not ours", async () => {
  let [open, most] = [0, 0];
  const read = async (path: string) => {
    most = Math.max(most, ++open);
    await new Promise(setImmediate);
    open--;
    return path.endsWith("/7.md") ? new Uint8Array() : bytes;
  };
  const site = { site: { dir: "/site" }, locales: ["fr"] };
  const own = await ownFiles(site, { pages: { read: async () => records }, files: { read } });
  expect(most).toBeLessThan(100);
  expect([own.size, own.has(file(7)), own.has(file(8))]).toEqual([499, false, true]);
});
