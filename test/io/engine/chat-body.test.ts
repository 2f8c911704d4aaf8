import { expect, test } from "vitest";
import { isChatBody } from "../../../src/io/engine/chat-body.ts";

const message = { role: "user", content: "1 Words" };

test.each([
  ["no messages", { model: "m" }],
  ["no model", { messages: [message] }],
  ["messages that are none", { model: "m", messages: [null] }],
  ["content that is no text", { model: "m", messages: [{ role: "user", content: [] }] }],
])("a body with %s is none of a Request", (_, body) => {
  expect(isChatBody(body)).toBe(false);
});

test("a body with a model and messages is one of a Request", () => {
  expect(isChatBody({ model: "m", messages: [message], temperature: 0 })).toBe(true);
});
