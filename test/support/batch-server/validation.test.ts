import { expect, test } from "vitest";
import {
  type Bench,
  chatBody,
  createOver,
  follow,
  jsonl,
  linesFor,
  requestLine,
  runToEnd,
  startBench,
  submit,
  upload,
} from "./bench.ts";

function withBody(fields: object): object {
  return requestLine("r2", { body: { ...chatBody("text"), ...fields } });
}

async function errorsOf(bench: Bench, lines: readonly (object | string)[]) {
  const { batch } = await runToEnd(bench, lines);
  expect(batch).toMatchObject({ status: "failed", output_file_id: null, error_file_id: null });
  expect(batch.failed_at).toEqual(expect.any(Number));
  return batch.errors?.data;
}

/** Each is the second of two lines; the first is in order. */
const BAD_LINES: readonly (readonly [string, object | string, string])[] = [
  ["text", "hello", "invalid_json_line"],
  ["half an object", '{"custom_id":"r2"', "invalid_json_line"],
  ["an array", "[]", "invalid_json_line"],
  ["a blank line", "", "invalid_json_line"],
  ["no custom_id", requestLine("r2", { custom_id: undefined }), "missing_required_parameter"],
  ["a number as custom_id", requestLine("r2", { custom_id: 2 }), "missing_required_parameter"],
  ["an empty custom_id", requestLine(""), "missing_required_parameter"],
  ["a custom_id of 65 characters", requestLine("x".repeat(65)), "invalid_custom_id"],
  ["a custom_id with a dot", requestLine("r.2"), "invalid_custom_id"],
  ["a custom_id ending in a line break", requestLine("r2\n"), "invalid_custom_id"],
  ["a second r1", requestLine("r1"), "duplicate_custom_id"],
  ["another method", requestLine("r2", { method: "GET" }), "invalid_method"],
  ["another url", requestLine("r2", { url: "/v1/responses" }), "url_mismatch"],
  ["a field beside the body", requestLine("r2", { priority: 1 }), "unknown_parameter"],
  ["no body", requestLine("r2", { body: undefined }), "missing_required_parameter"],
  ["a body that is text", requestLine("r2", { body: "x" }), "missing_required_parameter"],
  ["no model", withBody({ model: undefined }), "missing_required_parameter"],
  ["an unknown model", withBody({ model: "model-z" }), "model_not_found"],
  ["another model", withBody({ model: "model-b" }), "model_mismatch"],
  ["stream", withBody({ stream: true }), "unsupported_value"],
  ["stream set to false", withBody({ stream: false }), "unsupported_value"],
  ["no messages", withBody({ messages: undefined }), "missing_required_parameter"],
  ["empty messages", withBody({ messages: [] }), "missing_required_parameter"],
  ["messages that are text", withBody({ messages: "x" }), "missing_required_parameter"],
  ["a message that is text", withBody({ messages: ["x"] }), "invalid_value"],
  ["an empty message", withBody({ messages: [{ role: "user", content: "" }] }), "invalid_value"],
  ["an unknown role", withBody({ messages: [{ role: "x", content: "x" }] }), "invalid_value"],
  ["both token limits", withBody({ max_tokens: 9, max_completion_tokens: 9 }), "invalid_value"],
  ["a token limit of 0", withBody({ max_completion_tokens: 0 }), "invalid_value"],
  ["a token limit as text", withBody({ max_tokens: "9" }), "invalid_value"],
  ["a hot temperature", withBody({ temperature: 2.1 }), "invalid_value"],
  ["a null temperature", withBody({ temperature: null }), "invalid_value"],
  ["top_p above 1", withBody({ top_p: 1.1 }), "invalid_value"],
  ["two choices", withBody({ n: 2 }), "unsupported_value"],
  ["an unknown body field", withBody({ enable_thinking: false }), "unknown_parameter"],
];

test.each(BAD_LINES)("an input file fails validation for %s", async (_, line, code) => {
  const bench = await startBench({ models: ["model-a", "model-b"] });
  const errors = await errorsOf(bench, [requestLine("r1"), line]);
  expect(errors).toEqual([
    {
      code,
      line: 2,
      message: expect.any(String),
      param: code === "invalid_json_line" ? null : expect.toBeOneOf([null, expect.any(String)]),
    },
  ]);
  expect(bench.server.audit.billed).toEqual([]);
});

test.each([
  ["no bytes", ""],
  ["a line break alone", "\n"],
])("an input file fails validation for %s", async (_, text) => {
  const bench = await startBench();
  const { batch } = await follow(bench, await createOver(bench, await upload(bench, text)));
  expect(batch.errors?.data).toMatchObject([{ code: "empty_batch", line: null }]);
});

test("an input file fails validation for bytes that are not UTF-8", async () => {
  const bench = await startBench();
  const form = new FormData();
  form.set("purpose", "batch");
  form.set("file", new File([Uint8Array.of(0x22, 0xff, 0x22)], "in.jsonl"));
  const { id } = await bench.client.post<{ id: string }>("/files", { body: form });
  const { batch } = await follow(bench, await createOver(bench, id));
  expect(batch.errors?.data).toMatchObject([{ code: "invalid_file_encoding", line: null }]);
});

test("an input file fails validation for too many lines", async () => {
  const bench = await startBench({ limits: { maxLines: 2 } });
  expect(await errorsOf(bench, linesFor(3))).toMatchObject([
    { code: "too_many_tasks", line: null },
  ]);
});

test("an input file fails validation for an input file deleted meanwhile", async () => {
  const bench = await startBench();
  const file = await upload(bench, jsonl(linesFor(1)));
  const created = await createOver(bench, file);
  await bench.client.files.delete(file);
  const { batch } = await follow(bench, created);
  expect(batch.errors?.data).toMatchObject([{ code: "invalid_input_file" }]);
});

test("an input file fails validation for exceeding the enqueued tokens of its model", async () => {
  const bench = await startBench({ limits: { maxEnqueuedTokens: 30 } });
  const first = await submit(bench, linesFor(2));
  await bench.client.batches.retrieve(first.id);
  const code = "token_limit_exceeded";
  expect(await errorsOf(bench, linesFor(2))).toMatchObject([{ code, line: null }]);
  await follow(bench, first);
  expect((await runToEnd(bench, linesFor(2))).batch.status).toBe("completed");
});

test("validation reports every bad line, up to 100", async () => {
  const bench = await startBench();
  const two = await errorsOf(bench, ["x", requestLine("r1"), "y"]);
  expect(two?.map((error) => error.line)).toEqual([1, 3]);
  expect(
    await errorsOf(
      bench,
      Array.from({ length: 150 }, () => "x"),
    ),
  ).toHaveLength(100);
});

test("validation names the culprit", async () => {
  const errors = await errorsOf(await startBench(), [withBody({ enable_thinking: true })]);
  expect(errors?.[0]?.message).toContain("'enable_thinking'");
});

test("validation takes every known field, and extra ones when told to", async () => {
  const bench = await startBench({ extraBodyFields: ["chat_template_kwargs"] });
  const body = {
    ...chatBody("text"),
    max_completion_tokens: 9,
    temperature: 0,
    top_p: 1,
    n: 1,
    seed: 1,
    reasoning_effort: "low",
    response_format: { type: "text" },
    metadata: { a: "b" },
    user: "x",
    store: false,
    chat_template_kwargs: { enable_thinking: false },
  };
  const { batch } = await runToEnd(bench, [requestLine("x".repeat(64), { body })]);
  expect(batch.status).toBe("completed");
});

test("validation does not need a line break at the end", async () => {
  const bench = await startBench();
  const file = await upload(bench, jsonl(linesFor(2)).trimEnd());
  const { batch } = await follow(bench, await createOver(bench, file));
  expect(batch.request_counts?.total).toBe(2);
});
