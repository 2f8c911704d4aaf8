import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { readYaml } from "../../../src/core/foreign/read-yaml.ts";

const bounds = { length: 1_000_000, depth: 10, nodes: 1000 };
const tooDeep = "it nests more than 10 levels";

/** Nine times nine times nine … words, from a kilobyte. */
const laughs = Array.from({ length: 9 }, (_, level) => {
  const entries = Array(9).fill(level === 0 ? "ha" : `*a${level - 1}`);
  return `a${level}: &a${level} [${entries.join(", ")}]`;
}).join("\n");

test.each([
  ["that does not parse", "a: b: c", "it is no YAML"],
  ["that is too long", "x".repeat(bounds.length + 1), "it is longer than 1000000 characters"],
  ["with a hundred thousand brackets", "[".repeat(1e5), tooDeep],
  ["with a hundred thousand braces", "{a: ".repeat(1e5), tooDeep],
  ["with a hundred thousand lists on a line", `${"- ".repeat(1e5)}x`, tooDeep],
  ["with a hundred thousand keys on a line", `${"? ".repeat(1e5)}x`, tooDeep],
  ["nested by indentation", nested(11), tooDeep],
  ["with too many values", "- x\n".repeat(200_000), "it holds more than 1000 values"],
  ["with just too many values", "- x\n".repeat(1000), "it holds more than 1000 values"],
  ["with an alias", "a: &x 1\nb: *x", "it uses an alias"],
  ["with aliases of aliases", laughs, "it uses an alias"],
  ["that holds itself", "&a [*a]", "it uses an alias"],
  ["that merges", "a: &a {b: 1}\nc:\n  <<: *a", "it uses an alias"],
  ["with a tag of its own", "a: !own 1", "it uses a tag"],
  ["with a tag for code", "a: !!js/function 'x'", "it uses a tag"],
  ["with a tag for bytes", "a: !!binary aGk=", "it uses a tag"],
  ["with a tag that it declares", "%TAG ! tag:a,2000:\n---\na: !b 1", "it uses a tag"],
  ["with a key for the prototype", "a:\n  __proto__: 1", 'it has a key "__proto__"'],
  ["with a key twice", "a: 1\nb: {c: 1, c: 1}", "it has a key twice"],
  ["with a key twice, written otherwise", "1: a\n'1': b", "it has a key twice"],
  ["with a list for a key", "? [a]\n: b", "it is no YAML"],
  ["of two documents", "a\n---\nb", "it holds more than one document"],
])("YAML %s is refused with its reason, at once", (_, text, reason) => {
  const start = performance.now();
  expect(readYaml(text, bounds)).toEqual({ reason });
  expect(performance.now() - start).toBeLessThan(3000);
});

test.each([
  ["nothing", "", null],
  [
    "words that every object has",
    "constructor: a\nprototype: b",
    { constructor: "a", prototype: "b" },
  ],
  ["a merge of YAML 1.1 as a plain key", "%YAML 1.1\n---\n<<: {a: yes}", { "<<": { a: "yes" } }],
  ["numbers as names", "404: not found", { "404": "not found" }],
  ["a date as words", "a: 2020-01-01", { a: "2020-01-01" }],
  ["what is exactly as deep as allowed", nested(10), JSON.parse(asJson(10))],
])("YAML may hold %s", (_, text, value) => {
  expect(readYaml(text, bounds)).toEqual({ value });
});

test("many keys are read in time", () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `k${index}: v`);
  const start = performance.now();
  expect(readYaml(names.join("\n"), { ...bounds, nodes: 30_000 })).toHaveProperty("value");
  expect(performance.now() - start).toBeLessThan(4000);
});

test("whatever plain values are written read the same", () => {
  const name = fc.string({ minLength: 1 }).filter((text) => text !== "__proto__");
  const values = fc.dictionary(name, fc.oneof(fc.string(), fc.array(fc.string()), fc.integer()));
  fc.assert(
    fc.property(values, (value) => {
      expect(readYaml(stringify(value), bounds)).toEqual({ value });
    }),
  );
});

test("any text is read or refused, never a crash", () => {
  const piece = fc.constantFrom(
    "[",
    "]",
    "{",
    "}",
    "- ",
    "? ",
    ": ",
    "&a ",
    "*a",
    "!t ",
    "\n",
    " ",
    '"',
    "'",
    "---\n",
    "%",
    "|",
    ">",
    "#",
  );
  const text = fc
    .array(fc.oneof(piece, fc.string({ unit: "binary", maxLength: 4 })))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (yaml) => {
      expect(Object.keys(readYaml(yaml, bounds))).toEqual([
        expect.stringMatching(/^(?:value|reason)$/),
      ]);
    }),
    { numRuns: 500 },
  );
});

function nested(levels: number): string {
  return Array.from({ length: levels }, (_, level) => `${" ".repeat(level)}a:`).join("\n");
}

function asJson(levels: number): string {
  return `${'{"a":'.repeat(levels)}null${"}".repeat(levels)}`;
}
