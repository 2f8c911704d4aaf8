import fc from "fast-check";
import { expect, test } from "vitest";
import { messagesIn } from "../../../src/io/site/messages-in.ts";

test("takes only what is a message, whatever a plugin hands over", () => {
  fc.assert(
    fc.property(fc.anything(), (content) => {
      for (const { id, message, description = "" } of messagesIn(content))
        expect([typeof id, typeof message, typeof description]).toEqual(Array(3).fill("string"));
    }),
  );
});

test("keeps messages in their order, the empty one and the one without a description too", () => {
  const content = {
    b: { message: "B", description: "Second letter" },
    a: { message: "" },
    c: { message: "C", description: 3, more: "x" },
    g: { message: "G", description: "" },
    d: { message: 4 },
    e: "E",
    f: null,
  };
  expect(messagesIn(content)).toEqual([
    { id: "b", message: "B", description: "Second letter" },
    { id: "a", message: "" },
    { id: "c", message: "C" },
    { id: "g", message: "G" },
  ]);
});
