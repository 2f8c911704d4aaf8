import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { openStore, pageRecord } from "./store.ts";

const file = "pages/fr.jsonl";

const full = pageRecord({
  page: "docs/b.md",
  reads: ["static/img.png"],
  date: "2026-01-02T03:04:05.678",
  kept: [{ kind: "refused", line: 3, detail: "", text: "Words" }],
  pseudo: true,
});

test("a page is one compact line, without what is empty, sorted by page", async () => {
  const { pages, text } = await openStore();
  await pages.write("fr", [full, pageRecord()]);
  const [first, second] = (await text(file)).split("\n");
  expect(first).toBe(
    `{"page":"docs/a.md","file":"i18n/fr/docusaurus-plugin-content-docs/current/a.md","source":"${"0".repeat(64)}","output":"${"1".repeat(64)}","memory":"0123456789abcdef","shape":"fedcba9876543210","sections":["a10000000000000000000000"]}`,
  );
  expect(second).toContain('"reads":["static/img.png"]');
  expect(second).toContain('"kept":[{"kind":"refused","line":3,"detail":"","text":"Words"}]');
  expect(second).toContain('"pseudo":true');
});

test("what was written is read again", async () => {
  const { pages, warnings } = await openStore();
  await pages.write("fr", [full, pageRecord()]);
  expect(await pages.read("fr")).toEqual([pageRecord(), full]);
  expect(warnings).toEqual([]);
});

test("both lines of a page that two branches wrote are read", async () => {
  const { pages, put, text } = await openStore();
  await pages.write("fr", [pageRecord()]);
  const line = await text(file);
  await put(file, line + line.replace("0123456789abcdef", "other"));
  expect((await pages.read("fr")).map(({ memory }) => memory)).toEqual([
    "0123456789abcdef",
    "other",
  ]);
});

test("the file goes when no page is left, and is not touched when nothing changed", async () => {
  const { pages, path, watch } = await openStore();
  await pages.write("fr", [pageRecord()]);
  const isSame = await watch(file);
  await pages.write("fr", [pageRecord()]);
  expect(await isSame()).toBe(true);
  await pages.write("fr", []);
  expect(await readdir(path("pages"))).toEqual([]);
});

const wrong: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ["no page", { page: undefined }],
  ["an empty page", { page: "" }],
  ["a source hash that is none", { source: "abc" }],
  ["an output hash with capitals", { output: "A".repeat(64) }],
  ["a digest that is a number", { memory: 1 }],
  ["no shape", { shape: null }],
  ["reads that are no list", { reads: "x" }],
  ["a date that is a sentence", { date: "on a Monday" }],
  ["a date that no calendar has", { date: "2026-13-02T03:04:05.678" }],
  ["sections that are no keys", { sections: ["x"] }],
  ["a reason of a newer version", { kept: [{ kind: "new", line: 1, detail: "", text: "" }] }],
  [
    "a reason inherited by every object",
    { kept: [{ kind: "toString", line: 1, detail: "", text: "" }] },
  ],
  ["a line before the first", { kept: [{ kind: "refused", line: 0, detail: "", text: "" }] }],
  ["a kept Segment with more fields", { kept: [{ ...full.kept[0], more: 1 }] }],
  ["a kept Segment that is none", { kept: [null] }],
  ["a flag that is no flag", { pseudo: "yes" }],
  ["a field of a newer version", { v: 2 }],
];

test.each(wrong)("%s is skipped with a warning, and survives a rewrite", async (_, changes) => {
  const { pages, put, path, text, warnings } = await openStore();
  const line = JSON.stringify({ ...pageRecord(), ...changes });
  await put(file, `${line}\n`);
  expect(await pages.read("fr")).toEqual([]);
  expect(warnings).toEqual([{ kind: "unreadable-record", file: path(file), line: 1 }]);
  await pages.write("fr", [pageRecord()]);
  expect((await text(file)).split("\n")[1]).toBe(line);
});
