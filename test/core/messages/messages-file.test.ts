import fc from "fast-check";
import { expect, test } from "vitest";
import { messagesText, readMessagesFile } from "../../../src/core/messages/messages-file.ts";

const damaged: readonly (readonly [text: string, line: number, reason: string])[] = [
  ["", 1, "it is no JSON"],
  ['{\n  "a": {"message": "b"},\n}', 3, "it is no JSON"],
  ["[]", 1, "it is no object"],
  ["null", 1, "it is no object"],
  ['{\n"a": "b"}', 2, 'an entry is no object: "a"'],
  ['{\n"a": {"message": 1}}', 2, 'an entry has no message that is text: "a"'],
  ['{\n"a": {}}', 2, 'an entry has no message that is text: "a"'],
  [
    '{"a": {"message": "", "description": 1}}',
    1,
    'an entry has a description that is no text: "a"',
  ],
  [
    '{"a": {"message": "", "hash": ""}}',
    1,
    'an entry has more than a message and a description: "a"',
  ],
  ['{"a": {"message": ""}, "a": {"message": "b"}}', 1, "it has a key twice"],
  ['{"__proto__": {"message": "b"}}', 1, 'it has a key "__proto__"'],
];

test.each(damaged)("of the file %j, line %i is refused: %s", (text, line, reason) => {
  expect(readMessagesFile(text)).toEqual({ line, reason });
});

const entry = fc.record(
  { message: fc.string(), description: fc.string() },
  { requiredKeys: ["message"] },
);
const ids = fc.oneof(fc.string(), fc.constantFrom("constructor", "7", "toString"));
const contents = fc
  .dictionary(ids, entry)
  .filter((content) => !Object.hasOwn(content, "__proto__"));

test("any messages are read as they were written, in whatever way", () => {
  const ways = fc.constantFrom(
    undefined,
    "{}",
    "\ufeff{}\n",
    '{\r\n\t"a": {}\r\n}\r\n',
    '{\n    "',
  );
  fc.assert(
    fc.property(contents, ways, (content, before) => {
      const entries = new Map(Object.entries(content));
      const text = messagesText(entries, before);
      const file = readMessagesFile(text);
      expect(file).toEqual({ text, entries });
      // What is written once is written in the same way again.
      expect(messagesText(entries, text)).toBe(text);
    }),
  );
});

test("a new file is as Docusaurus writes it", () => {
  fc.assert(
    fc.property(contents, (content) => {
      const text = messagesText(new Map(Object.entries(content)));
      expect(text).toBe(`${JSON.stringify(content, null, 2)}\n`);
    }),
  );
});
