import fc from "fast-check";
import { expect, test } from "vitest";
import { readResultLine } from "../../../../src/io/engine/batch/read-result-line.ts";

const usage = { prompt_tokens: 12, completion_tokens: 3 };

function read(line: object) {
  return readResultLine(JSON.stringify({ custom_id: "r1", ...line }))?.result;
}

function answered(choice: object, rest: object = {}) {
  return read({
    response: { status_code: 200, body: { choices: [choice], usage, ...rest } },
    error: null,
  });
}

const NOTHING = { input: 0, output: 0 };
const COUNTED = { input: 12, output: 3 };

test("an answer is its text, with the finish reason and the usage", () => {
  expect(answered({ finish_reason: "length", message: { content: "Hallo" } })).toEqual({
    kind: "text",
    content: "Hallo",
    finishReason: "length",
    usage: COUNTED,
  });
});

test("a refusal is a failure in the model's words", () => {
  const refused = { kind: "failed", reason: "refused", usage: COUNTED };
  expect(answered({ message: { content: null, refusal: "No." } })).toEqual({
    ...refused,
    message: "No.",
  });
  expect(answered({ finish_reason: "content_filter", message: { content: "Ha" } })).toEqual({
    ...refused,
    message: "content_filter",
  });
});

test("an answer without words is a failure", () => {
  const message = "no content (length)";
  expect(answered({ finish_reason: "length", message: { content: null } })).toMatchObject({
    message,
  });
});

test("an answer without choices is an empty text", () => {
  expect(read({ response: { status_code: 200, body: { choices: [], usage } } })).toEqual({
    kind: "text",
    content: "",
    finishReason: "stop",
    usage: COUNTED,
  });
  expect(read({ response: { status_code: 200, body: {} } })).toMatchObject({ reason: "failed" });
});

test.each([
  [
    { error: { code: "inference_failed", message: "Maximum retries" } },
    "failed",
    "Maximum retries",
  ],
  [{ error: { code: "only_a_code" } }, "failed", "only_a_code"],
  [{ error: "just words" }, "failed", "just words"],
  [{ error: { code: "batch_expired", message: "too late" } }, "lost", "too late"],
  [{ error: { code: "batch_cancelled", message: "stopped" } }, "lost", "stopped"],
  [{ response: { status_code: 400, body: { error: { message: "bad" } } } }, "failed", "bad"],
  [{ response: { status_code: 0, body: null } }, "failed", "status 0"],
  [{ response: null, error: null }, "failed", "status undefined"],
  [{}, "failed", "status undefined"],
])("%j is %s", (line, reason, message) => {
  expect(read(line)).toEqual({ kind: "failed", reason, message, usage: NOTHING });
});

test("usage that is no count is zero", () => {
  const odd = { usage: { prompt_tokens: -5, completion_tokens: "9" } };
  expect(answered({ message: { content: "x" } }, odd)?.usage).toEqual(NOTHING);
});

const SECRET = "sk-secret";
const RAW = `Key ${SECRET}\n\u001b[31mis\u202e bad: ${"x".repeat(10_000)}`;

test.each([
  ["an error of the line", { error: { message: RAW } }],
  ["an error in bare words", { error: RAW }],
  ["a code", { error: { code: RAW } }],
  ["an error of the body", { response: { status_code: 400, body: { error: { message: RAW } } } }],
  ["a status", { response: { status_code: RAW } }],
  ["a refusal", choiceLine({ message: { refusal: RAW } })],
  ["a finish reason without content", choiceLine({ finish_reason: RAW, message: {} })],
  ["a finish reason", choiceLine({ finish_reason: RAW, message: { content: RAW } })],
])("%s becomes one short plain line without the key", (_, line) => {
  const text = JSON.stringify({ custom_id: "r1", ...line });
  const result = readResultLine(text, SECRET)?.result;
  const words = (result?.kind === "text" ? result.finishReason : result?.message) ?? "";
  expect(words).toContain("Key ***");
  expect(words).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(words.length).toBeLessThanOrEqual(300);
  if (result?.kind === "text") expect(result.content).toBe(RAW);
});

function choiceLine(choice: object) {
  return { response: { status_code: 200, body: { choices: [choice] } } };
}

test("words of nothing but control characters give way to the next", () => {
  const error = { message: "\u0000\n", code: "a_code" };
  expect(read({ error })).toMatchObject({ message: "a_code" });
  expect(answered({ finish_reason: "\u0007", message: { content: "x" } })).toMatchObject({
    finishReason: "stop",
  });
});

test("a status that is no number and no word does not make it throw", () => {
  expect(read({ response: { status_code: { toString: 1 } } })).toMatchObject({
    message: 'status {"toString":1}',
  });
});

test("no text whatever makes it throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      readResultLine(text);
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (response, error) => {
      read({ response, error });
    }),
  );
});
