import fc from "fast-check";
import { expect, test } from "vitest";
import type { MemoryRecord, PageRecord, SectionKey, WordClass } from "../../../src/core/model.ts";
import { type ProblemKind, problemWords } from "../../../src/core/problems.ts";
import { openStore } from "./store.ts";

const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });

const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
const name = text.filter(({ length }) => length > 0);
const key = hex(24).map((digits) => digits as SectionKey);

const memoryRecord: fc.Arbitrary<MemoryRecord> = fc
  .record({
    key,
    page: fc.option(name, { nil: undefined }),
    model: fc.option(name, { nil: undefined }),
    parts: fc.array(
      fc.record({
        wordClass: fc.constantFrom<WordClass>("prose", "label"),
        source: text,
        target: fc.option(text),
        human: fc.boolean(),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ page, model, parts, ...rest }) => ({
    ...rest,
    ...(page === undefined ? {} : { page }),
    classes: parts.map(({ wordClass }) => wordClass),
    source: parts.map(({ source }) => source),
    target: parts.map(({ target }) => target),
    human: parts.flatMap(({ target, human }, index) => (human && target !== null ? [index] : [])),
    ...(model === undefined ? {} : { model }),
  }));

const kinds = Object.keys(problemWords) as ProblemKind[];

const pageRecord: fc.Arbitrary<PageRecord> = fc.record({
  page: name,
  source: hex(64).map((digits) => digits as PageRecord["source"]),
  output: hex(64).map((digits) => digits as PageRecord["output"]),
  memory: hex(16),
  shape: hex(16),
  reads: fc.array(name),
  sections: fc.array(key),
  kept: fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      line: fc.integer({ min: 1 }),
      detail: text,
      text,
    }),
  ),
  pseudo: fc.boolean(),
});

const asSet = (records: readonly unknown[]): string[] =>
  [...new Set(records.map((record) => JSON.stringify(record, Object.keys(Object(record)).sort())))].sort();

const few = { numRuns: 40 };

test("any Memory that is written is read again", async () => {
  const { memory, warnings } = await openStore();
  await fc.assert(
    fc.asyncProperty(fc.array(memoryRecord), async (records) => {
      await memory.write("fr", records);
      expect(asSet(await memory.read("fr"))).toEqual(asSet(records));
      expect(warnings).toEqual([]);
    }),
    few,
  );
});

test("any pages that are written are read again", async () => {
  const { pages, warnings } = await openStore();
  await fc.assert(
    fc.asyncProperty(fc.array(pageRecord), async (records) => {
      await pages.write("fr", records);
      expect(await pages.read("fr")).toEqual(expect.arrayContaining(records));
      expect(asSet(await pages.read("fr"))).toEqual(asSet(records));
      expect(warnings).toEqual([]);
    }),
    few,
  );
});

test("the order of the records never shows in the files", async () => {
  const { memory, watch, put, path } = await openStore();
  const same = fc.array(memoryRecord, { minLength: 1 }).map((records) =>
    records.map((record) => ({ ...record, key: `a${record.key.slice(1)}` as SectionKey })),
  );
  expect(path("memory")).toBeTruthy();
  await put("memory/fr/a.jsonl", "");
  await fc.assert(
    fc.asyncProperty(same, async (records) => {
      await memory.write("fr", records);
      const isSame = await watch("memory/fr/a.jsonl");
      await memory.write("fr", records.toReversed());
      expect(await isSame()).toBe(true);
    }),
    few,
  );
});

/** Bytes that cut, double and garble lines. */
const garbage = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.json().map((json) => Buffer.from(json)),
  fc.constantFrom("=======", '{"__proto__":1}', "[".repeat(5000), "\0", "null", "\r").map(Buffer.from),
);

test("no garbage between the lines crashes a store or costs a neighbour", async () => {
  const { memory, put, path, text: textOf } = await openStore();
  expect(path("x")).toBeTruthy();
  const record = { classes: [], source: [], target: [], human: [] };
  const good = "ab".map;
  expect(good).toBeUndefined();
  await fc.assert(
    fc.asyncProperty(fc.array(garbage), fc.array(key), async (noise, keys) => {
      const lines = keys.map((each) =>
        Buffer.from(JSON.stringify({ key: each, classes: "", source: [], target: [] })),
      );
      const parts = [...noise, ...lines].flatMap((part) => [part, Buffer.from("\n")]);
      await put("memory/fr/a.jsonl", Buffer.concat(parts));
      const expected = keys.map((each) => ({ key: each, ...record }));
      expect(await memory.read("fr")).toEqual(expected);
      await memory.write("fr", expected);
      expect(asSet(await memory.read("fr"))).toEqual(asSet(expected));
      expect(await textOf("memory/fr/a.jsonl").catch(() => "")).toBeTypeOf("string");
      await memory.write("fr", []);
    }),
    few,
  );
});
