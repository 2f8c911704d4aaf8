import fc from "fast-check";
import { expect, test } from "vitest";
import {
  digestOf,
  indexMemory,
  lookupSection,
  lookupSegments,
  type MemoryDraft,
  putSection,
  recordsOf,
} from "../../../src/core/memory/memory.ts";
import { segmentKeysOf } from "../../../src/core/memory/segment-keys-of.ts";
import type { MemoryRecord } from "../../../src/core/model.ts";
import { anyRecord } from "./records.ts";

const records = fc.array(anyRecord, { maxLength: 8 });
const pages = ["docs/a.md", "docs/b.md", "docs/c.md"];

/** All that anybody can ask about the Sections and Segments of some records. */
function answersOf(memory: MemoryDraft, asked: readonly MemoryRecord[]): unknown {
  const pageSections = asked.map(({ key }) => key).sort();
  return pages.map((page) => ({
    sections: asked.map(({ key }) => lookupSection(memory, key, page)),
    segments: asked.flatMap((record) =>
      segmentKeysOf(record).flatMap((key) => [
        lookupSegments(memory, key, { page, pageSections: [] }),
        lookupSegments(memory, key, { page, pageSections }),
      ]),
    ),
    digest: digestOf(memory, pageSections, page),
  }));
}

test("order and duplicates of lines change nothing that is looked up", () => {
  const shuffled = records.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray([...list, ...list], { minLength: 2 * list.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      const [a, b] = [indexMemory(list), indexMemory(other)];
      expect(answersOf(b, list)).toEqual(answersOf(a, list));
      expect(recordsOf(b)).toEqual(recordsOf(a));
    }),
  );
});

test("lines under keys that are not theirs change no order either", () => {
  const odd = fc.array(fc.tuple(anyRecord, anyRecord).map(([a, b]) => ({ ...a, key: b.key })));
  const mixed = fc.tuple(odd, records).map((lists) => lists.flat());
  const shuffled = mixed.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      expect(recordsOf(indexMemory(other))).toEqual(recordsOf(indexMemory(list)));
    }),
  );
});

test("what was put in is found, but for a person's words for the same page", () => {
  fc.assert(
    fc.property(records, anyRecord, (list, record) => {
      const memory = indexMemory(list);
      const page = record.page ?? "docs/c.md";
      const before = lookupSection(memory, record.key, page);
      // Words for another page are only borrowed: news about this one replaces them.
      const own = indexMemory(list.filter((known) => (known.page ?? page) === page));
      const kept = lookupSection(own, record.key, page);
      putSection(memory, record);
      const after = lookupSection(memory, record.key, page);
      record.target.forEach((target, index) => {
        const human = record.human.includes(index);
        if (target === null) expect(after?.[index]).toEqual(before?.[index]);
        else if (human || !kept?.[index]?.human) {
          expect(after?.[index]).toEqual({ target, human });
        } else expect(after?.[index]).toEqual(kept[index]);
      });
    }),
  );
});

test("putting the same in twice is putting it in once", () => {
  fc.assert(
    fc.property(records, anyRecord, (list, record) => {
      const memory = indexMemory(list);
      putSection(memory, record);
      const once = recordsOf(memory);
      putSection(memory, record);
      expect(recordsOf(memory)).toEqual(once);
    }),
  );
});

test("asking in between never changes an answer, and a run ends with what the next one reads", () => {
  fc.assert(
    fc.property(records, records, (list, news) => {
      const all = [...list, ...news];
      const [asked, silent] = [indexMemory(list), indexMemory(list)];
      for (const record of news) {
        answersOf(asked, all);
        putSection(asked, record);
        putSection(silent, record);
      }
      expect(answersOf(asked, all)).toEqual(answersOf(silent, all));
      expect(answersOf(indexMemory(recordsOf(asked)), all)).toEqual(answersOf(asked, all));
    }),
  );
});
