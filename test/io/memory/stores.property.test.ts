import fc from "fast-check";
import { expect, test } from "vitest";
import type {
  MemoryRecord,
  MessageStamp,
  PageRecord,
  SectionKey,
  SegmentKey,
  WordClass,
} from "../../../src/core/model.ts";
import { type ProblemKind, problemWords } from "../../../src/core/problems.ts";
import { keyFrom, openStore } from "./store.ts";

const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });

const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
const name = text.filter(({ length }) => length > 0);
const key = hex(24).map(keyFrom);

const memoryRecord: fc.Arbitrary<MemoryRecord> = fc
  .record({
    key,
    page: fc.option(name, { nil: undefined }),
    model: fc.option(name, { nil: undefined }),
    parts: fc.array(
      fc.record({
        wordClass: fc.constantFrom<WordClass>("prose", "label", "message"),
        source: text,
        note: fc.option(text),
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
    ...(parts.some(({ note }) => note !== null) ? { notes: parts.map(({ note }) => note) } : {}),
    target: parts.map(({ target }) => target),
    human: parts.flatMap(({ target, human }, index) => (human && target !== null ? [index] : [])),
    ...(model === undefined ? {} : { model }),
  }));

const kinds = Object.keys(problemWords) as ProblemKind[];

const stamp: fc.Arbitrary<MessageStamp> = fc.tuple(
  name,
  hex(24).map((digits) => digits as SegmentKey),
  hex(12),
);

const date = fc
  .date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((found) => found.toISOString().replace("Z", ""));

const pageRecord: fc.Arbitrary<PageRecord> = fc
  .record({
    page: name,
    file: name,
    source: hex(64).map((digits) => digits as PageRecord["source"]),
    output: hex(64).map((digits) => digits as PageRecord["output"]),
    memory: hex(16),
    shape: hex(16),
    reads: fc.array(name),
    date: fc.option(date, { nil: undefined }),
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
    messages: fc.option(fc.array(stamp), { nil: undefined }),
  })
  .map(({ messages, date, ...record }) => ({
    ...record,
    ...(date === undefined ? {} : { date }),
    ...(messages === undefined ? {} : { messages }),
  }));

function expectSameSet(found: readonly unknown[], expected: readonly unknown[]): void {
  expect(found).toEqual(expect.arrayContaining([...expected]));
  expect(expected).toEqual(expect.arrayContaining([...found]));
}

const few = { numRuns: 40 };

test("any Memory that is written is read again", async () => {
  const { memory, warnings } = await openStore();
  await fc.assert(
    fc.asyncProperty(fc.array(memoryRecord), async (records) => {
      await memory.write("fr", records);
      expectSameSet(await memory.read("fr"), records);
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
      expectSameSet(await pages.read("fr"), records);
      expect(warnings).toEqual([]);
    }),
    few,
  );
});

test("the order of the records never shows in the files", async () => {
  const { memory, watch } = await openStore();
  const inOneFile = memoryRecord.map((record) => ({ ...record, key: keyFrom("a") }));
  await fc.assert(
    fc.asyncProperty(fc.array(inOneFile, { minLength: 1 }), async (records) => {
      await memory.write("fr", records);
      const isSame = await watch("memory/fr/a.jsonl");
      await memory.write("fr", records.toReversed());
      expect(await isSame()).toBe(true);
    }),
    few,
  );
});

const garbage = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.json().map((json) => Buffer.from(json)),
  fc
    .constantFrom("=======", '{"__proto__":1}', "[".repeat(5000), "\0", "null", "\r")
    .map((line) => Buffer.from(line)),
);

test("no garbage between the lines crashes a store or costs a neighbour", async () => {
  const { memory, put } = await openStore();
  const lines = fc.array(fc.oneof(garbage, key), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(lines, async (mixed) => {
      const content = mixed.map((line) =>
        typeof line === "string" ? Buffer.from(emptyLine(line)) : line,
      );
      await put("memory/fr/a.jsonl", Buffer.concat(content.flatMap((line) => [line, LINE_END])));
      const records = mixed.filter((line) => typeof line === "string").map(emptyRecord);
      expect(await memory.read("fr")).toEqual(records);
      await memory.write("fr", records);
      expectSameSet(await memory.read("fr"), records);
      await memory.write("fr", []);
    }),
    few,
  );
});

const LINE_END = Buffer.from("\n");

function emptyLine(digits: string): string {
  return JSON.stringify({ key: digits, classes: "", source: [], target: [] });
}

function emptyRecord(digits: SectionKey): MemoryRecord {
  return { key: digits, classes: [], source: [], target: [], human: [] };
}
