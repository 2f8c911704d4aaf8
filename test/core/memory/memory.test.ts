import { expect, test } from "vitest";
import {
  digestOf,
  indexMemory,
  lookupSection,
  lookupSegments,
  putSection,
  recordsOf,
} from "../../../src/core/memory/memory.ts";
import type { SectionKey } from "../../../src/core/model.ts";
import { segmentKey } from "../../../src/core/segment/keys.ts";
import { keyOf, recordOf } from "./records.ts";

const here = "docs/a.md";
const there = "docs/b.md";
const machine = (target: string) => ({ target, human: false });
const human = (target: string) => ({ target, human: true });

const source = ["Save the file before you go on."];
const key = keyOf(source);
const byMachine = recordOf({ source, target: ["machine"] });
const byHuman = recordOf({ source, target: ["person"], human: [0] });

/** The best of what is found. */
const lookupSegment = (...place: Parameters<typeof lookupSegments>) => lookupSegments(...place)[0];

test("a Section that was never seen is unknown", () => {
  expect(lookupSection(indexMemory([]), key, here)).toBeUndefined();
});

test("a Section is found on any page, Segment by Segment", () => {
  const memory = indexMemory([recordOf({ source: ["One", "Two"], target: ["Un", null] })]);
  expect(lookupSection(memory, keyOf(["One", "Two"]), there)).toEqual([machine("Un"), undefined]);
});

test("of duplicates a person's words win, then any words, then the smallest", () => {
  const [a, b, c] = ["One", "Two", "Three"];
  const lines = [
    recordOf({ source: [a, b, c], target: ["x", null, "y"] }),
    recordOf({ source: [a, b, c], target: ["z", "w", "x"], human: [0] }),
  ];
  const expected = [human("z"), machine("w"), machine("x")];
  expect(lookupSection(indexMemory(lines), keyOf([a, b, c]), here)).toEqual(expected);
});

test("of two sources under one key, the one that makes the key stays", () => {
  const wrong = { ...recordOf({ source: ["Another"], target: ["wrong"] }), key };
  for (const lines of [
    [byMachine, wrong],
    [wrong, byMachine],
  ]) {
    expect(recordsOf(indexMemory(lines))).toEqual([byMachine]);
  }
});

test("of two sources that both do not make the key, always the same one stays", () => {
  const one = { ...recordOf({ source: ["One"], target: ["1"] }), key };
  const two = { ...recordOf({ source: ["Two"], target: ["2"] }), key };
  expect(recordsOf(indexMemory([one, two]))).toEqual([one]);
  expect(recordsOf(indexMemory([two, one]))).toEqual([one]);
});

test("words that people want on one page are used there, and others elsewhere", () => {
  const special = recordOf({ source, page: here, target: ["here"], human: [0] });
  const memory = indexMemory([special, byHuman]);
  expect(lookupSection(memory, key, here)).toEqual([human("here")]);
  expect(lookupSection(memory, key, there)).toEqual([human("person")]);
});

test("a page's record is filled up with what is known anywhere", () => {
  const sources = ["One", "Two", "Three"];
  const memory = indexMemory([
    recordOf({ source: sources, page: here, target: ["here", null, "by machine"], human: [0] }),
    recordOf({ source: sources, target: ["a", "b", "by a person"], human: [2] }),
  ]);
  const expected = [human("here"), machine("b"), human("by a person")];
  expect(lookupSection(memory, keyOf(sources), here)).toEqual(expected);
});

test("words of another page are better than paying again", () => {
  const memory = indexMemory([
    recordOf({ source, page: there, target: ["z"], human: [0] }),
    recordOf({ source, page: "docs/c.md", target: ["a"] }),
  ]);
  expect(lookupSection(memory, key, here)).toEqual([human("z")]);
});

const place = { page: here, pageSections: [] };

test("a text that means the same everywhere is found in any Section", () => {
  const memory = indexMemory([recordOf({ source: ["Title", ...source], target: [null, "known"] })]);
  expect(lookupSegment(memory, segmentKey("prose", source[0] ?? ""), place)).toEqual(
    machine("known"),
  );
});

test("a text used as a label is not taken for running text", () => {
  const memory = indexMemory([recordOf({ source, classes: ["label"], target: ["known"] })]);
  expect(lookupSegment(memory, segmentKey("prose", source[0] ?? ""), place)).toBeUndefined();
});

test("a short text is found only in Sections that the page had before", () => {
  const memory = indexMemory([recordOf({ source: ["Set", "Get"], target: ["Menge", "Holen"] })]);
  const set = segmentKey("prose", "Set");
  const pageSections = [keyOf(["unknown"]), keyOf(["Set", "Get"])];
  expect(lookupSegment(memory, set, place)).toBeUndefined();
  expect(lookupSegment(memory, set, { page: here, pageSections })).toEqual(machine("Menge"));
});

test("of the page's own words a person's come first, then the earliest", () => {
  const lines = [
    recordOf({ source: ["Set", "1"], target: ["first", null] }),
    recordOf({ source: ["Set", "2"], target: ["second", null] }),
    recordOf({ source: ["Set", "3"], target: ["third", null], human: [0] }),
  ];
  const memory = indexMemory(lines);
  const ask = (pageSections: readonly SectionKey[]) =>
    lookupSegment(memory, segmentKey("prose", "Set"), { page: here, pageSections });
  const keys = lines.map((line) => line.key);
  expect(ask(keys)).toEqual(human("third"));
  expect(ask(keys.slice(0, 2))).toEqual(machine("first"));
});

test("the page's own words come before better ones from elsewhere", () => {
  const text = source[0] ?? "";
  const own = recordOf({ source: [text, "1"], target: ["own", null] });
  const other = recordOf({ source: [text, "2"], target: ["other", null], human: [0] });
  const found = lookupSegment(indexMemory([own, other]), segmentKey("prose", text), {
    page: here,
    pageSections: [own.key],
  });
  expect(found).toEqual(machine("own"));
});

test("new words replace a machine's, and a person's replace a person's", () => {
  const memory = indexMemory([byMachine]);
  putSection(memory, recordOf({ source, target: ["newer"] }));
  expect(lookupSection(memory, key, here)).toEqual([machine("newer")]);
  putSection(memory, byHuman);
  putSection(memory, recordOf({ source, target: ["revised"], human: [0] }));
  expect(lookupSection(memory, key, here)).toEqual([human("revised")]);
});

test("a machine never replaces a person's words", () => {
  const memory = indexMemory([byHuman]);
  putSection(memory, byMachine);
  expect(lookupSection(memory, key, here)).toEqual([human("person")]);
});

test("what the new record does not know stays known", () => {
  const memory = indexMemory([recordOf({ source: ["a", "b"], target: ["A", null], model: "old" })]);
  putSection(memory, recordOf({ source: ["a", "b"], target: [null, "B"] }));
  expect(recordsOf(memory)).toEqual([
    recordOf({ source: ["a", "b"], target: ["A", "B"], model: "old" }),
  ]);
});

test("a text is found in a Section that was added after the first question", () => {
  const text = source[0] ?? "";
  const memory = indexMemory([]);
  expect(lookupSegment(memory, segmentKey("prose", text), place)).toBeUndefined();
  putSection(memory, recordOf({ source: [text, "b"], target: ["added", null] }));
  expect(lookupSegment(memory, segmentKey("prose", text), place)).toEqual(machine("added"));
});

test("a text that was translated anew is not found as it was", () => {
  const text = source[0] ?? "";
  const memory = indexMemory([recordOf({ source, target: ["a"] })]);
  expect(lookupSegment(memory, segmentKey("prose", text), place)).toEqual(machine("a"));
  putSection(memory, recordOf({ source, target: ["b"] }));
  expect(lookupSegment(memory, segmentKey("prose", text), place)).toEqual(machine("b"));
});

test("the digest changes with the words and with who wrote them, and with nothing else", () => {
  const digest = (...records: Parameters<typeof indexMemory>[0][]) =>
    digestOf(indexMemory(records.flatMap((list) => [...list])), [key], here);
  const before = digest([byMachine]);
  expect(before).toMatch(/^[0-9a-f]{16}$/);
  expect(digest([byMachine], [recordOf({ source: ["Another"], target: ["x"] })])).toBe(before);
  expect(digest([recordOf({ source, target: ["machine"], model: "m" })])).toBe(before);
  expect(digest([recordOf({ source, target: ["other"] })])).not.toBe(before);
  expect(digest([recordOf({ source, target: ["machine"], human: [0] })])).not.toBe(before);
  expect(digest([byMachine], [recordOf({ source, page: here, target: ["own"] })])).not.toBe(before);
  expect(digest([])).not.toBe(before);
});

test("the digest knows which Section the words belong to", () => {
  const [one, two] = [keyOf(["1"]), keyOf(["2"])];
  const memory = indexMemory([]);
  expect(digestOf(memory, [one, two], here)).not.toBe(digestOf(memory, [two, one], here));
});

test("records come sorted by key, then page, those for any page first", () => {
  const lines = [
    recordOf({ source, page: there }),
    recordOf({ source, page: here }),
    recordOf({ source }),
  ];
  expect(recordsOf(indexMemory(lines)).map(({ page }) => page)).toEqual([undefined, here, there]);
});

test("words with different notes are different words, on one page and on all", () => {
  const notes = ["The button that ends the dialogue"];
  const told = recordOf({ source, classes: ["message"], notes, target: ["a"] });
  const untold = recordOf({ source, classes: ["message"], target: ["b"] });
  const memory = indexMemory([told, untold]);
  const [text = ""] = source;
  const place = { page: there, pageSections: [] };
  const find = (note?: string) => lookupSegment(memory, segmentKey("message", text, note), place);
  expect(find(notes[0])).toEqual(machine("a"));
  expect(find()).toEqual(machine("b"));
  expect(find("")).toBeUndefined();
  putSection(memory, { ...told, target: ["c"] });
  expect(find(notes[0])).toEqual(machine("c"));
  expect(recordsOf(memory).map((record) => record.notes)).toContainEqual(notes);
});
