import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonFault } from "../../../src/core/messages/json-fault.ts";

const faults: readonly (readonly [json: string, at: number])[] = [
  ["", 0],
  ["{", 1],
  ['{"a": 1,}', 8],
  ['{"a" 1}', 5],
  ['{"a": "b" "c": 1}', 10],
  ["{'a': 1}", 1],
  ['{"a": "b', 6],
  ['{"a": "\n"}', 6],
  ['{"a": "\\x"}', 6],
  ["[1, 2", 5],
  ["[1, ]", 4],
  ["[1}", 2],
  ["{1: 2}", 1],
  ["{} {}", 3],
  ['{"a": undefined}', 6],
  ["01", 1],
];

test.each(faults)("%j stops being JSON at %i", (json, at) => {
  expect(() => JSON.parse(json)).toThrow();
  expect(jsonFault(json)).toBe(at);
});

test("a text has a fault exactly where JSON.parse refuses it", () => {
  const damages = fc.oneof(fc.constantFrom(...'{}[]:,"\\ \n01-.eE', ""), fc.string());
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), damages, (value, seed, damage) => {
      const json = JSON.stringify(value, null, seed % 3);
      const at = seed % (json.length + 1);
      const text = json.slice(0, at) + damage + json.slice(at + (seed % 2));
      expect(jsonFault(text) === undefined).toBe(isJson(text));
    }),
    { numRuns: 1000 },
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test("deep nesting and a long string are read without trouble", () => {
  expect(jsonFault("[".repeat(200_000))).toBe(200_000);
  const long = `{"a": "${"\\n x".repeat(500_000)}"`;
  expect(jsonFault(long)).toBe(long.length);
});
