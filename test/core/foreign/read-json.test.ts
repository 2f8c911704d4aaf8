import fc from "fast-check";
import { expect, test } from "vitest";
import { readJson } from "../../../src/core/foreign/read-json.ts";

const bounds = { length: 1_000_000, depth: 10, nodes: 100 };

test.each([
  ["cut short", '{"a": 1', "it is no JSON"],
  ["empty", "", "it is no JSON"],
  ["with a comment", '{"a": 1} // one', "it is no JSON"],
  ["too long", `"${"x".repeat(bounds.length)}"`, "it is longer than 1000000 characters"],
  ["of deep lists", "[".repeat(11) + "]".repeat(11), "it nests more than 10 levels"],
  [
    "of a hundred thousand lists",
    "[".repeat(1e5) + "]".repeat(1e5),
    "it nests more than 10 levels",
  ],
  ["of deep objects", `${'{"a":'.repeat(11)}1${"}".repeat(11)}`, "it nests more than 10 levels"],
  ["of many values", JSON.stringify(Array(100).fill(0)), "it holds more than 100 values"],
  ["with a key for the prototype", '{"__proto__": {"a": 1}}', 'it has a key "__proto__"'],
  ["with that key spelled otherwise", '[{"\\u005f_proto__": 1}]', 'it has a key "__proto__"'],
  ["with a key twice", '{"a": 1, "a": 1}', "it has a key twice"],
  ["with a key twice, spelled otherwise", '{"a":1,"\\u0061":2}', "it has a key twice"],
  ["with a key twice, spaced out", '[{"a"\n:\t1, "a" : 1}]', "it has a key twice"],
  ["with a key twice behind words like it", '{"a":"\\":b\\\\","a":":"}', "it has a key twice"],
])("JSON %s is refused with its reason", (_, text, reason) => {
  expect(readJson(text, bounds)).toEqual({ reason });
});

test("words that every object has are keys like any other", () => {
  const text = '{"constructor": "a", "prototype": "b", "toString": "c"}';
  expect(readJson(text, bounds)).toEqual({ value: JSON.parse(text) });
});

test("what is exactly within bounds is read", () => {
  const deep = "[".repeat(10) + "]".repeat(10);
  expect(readJson(deep, bounds)).toEqual({ value: JSON.parse(deep) });
  expect(readJson(JSON.stringify(Array(99).fill(0)), bounds)).toHaveProperty("value");
});

const key = fc.oneof(fc.constantFrom("a", '"', '":', "\\", '\\":', ":", ""), fc.string());
const { value: anyJson } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.oneof(key, fc.double({ noNaN: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      key.filter((name) => name !== "__proto__"),
      tie("value"),
      { maxKeys: 4 },
    ),
  ),
}));

test("whatever JSON.parse reads within bounds reads the same, however it is spaced", () => {
  const wide = { length: 1_000_000, depth: 100, nodes: 100_000 };
  fc.assert(
    fc.property(anyJson, fc.constantFrom(0, 1, "\t"), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(readJson(text, wide)).toEqual({ value: JSON.parse(text) });
    }),
  );
});

test("a key that is written twice is always seen", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        key.filter((name) => name !== "__proto__"),
        { minLength: 1 },
      ),
      (names) => {
        const pairs = [...names, ...names.slice(0, 1)].map(
          (name, index) => `${JSON.stringify(name)} : ${JSON.stringify(names[index] ?? "")}`,
        );
        const wide = { ...bounds, nodes: 1000 };
        expect(readJson(`{${pairs.join()}}`, wide)).toEqual({ reason: "it has a key twice" });
      },
    ),
  );
});
