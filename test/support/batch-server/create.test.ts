import { expect, test } from "vitest";
import { createOver, jsonl, linesFor, refusal, runToEnd, startBench, upload } from "./bench.ts";

function pairs(count: number): object {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, "x"]));
}

test.each([
  ["no metadata", {}, null],
  ["null metadata", { metadata: null }, null],
  ["16 pairs", { metadata: pairs(16) }, pairs(16)],
  [
    "the longest",
    { metadata: { ["k".repeat(64)]: "v".repeat(512) } },
    { ["k".repeat(64)]: "v".repeat(512) },
  ],
  ["an expiry", { output_expires_after: { anchor: "created_at", seconds: 3600 } }, null],
])("creating a batch takes %s", async (_, fields, metadata) => {
  const bench = await startBench();
  const file = await upload(bench, jsonl(linesFor(1)));
  expect(await createOver(bench, file, fields)).toMatchObject({ metadata });
});

test.each([
  ["no file", { input_file_id: undefined }, "input_file_id"],
  ["an unknown file", { input_file_id: "file-nowhere" }, "input_file_id"],
  ["another endpoint", { endpoint: "/v1/embeddings" }, "endpoint"],
  ["another window", { completion_window: "48h" }, "completion_window"],
  ["17 pairs", { metadata: pairs(17) }, "metadata"],
  ["a long key", { metadata: { ["k".repeat(65)]: "v" } }, "metadata"],
  ["a long value", { metadata: { key: "v".repeat(513) } }, "metadata"],
  ["a number as value", { metadata: { key: 1 } }, "metadata"],
  ["metadata that is text", { metadata: "x" }, "metadata"],
  [
    "a short expiry",
    { output_expires_after: { anchor: "created_at", seconds: 1 } },
    "output_expires_after",
  ],
  [
    "another anchor",
    { output_expires_after: { anchor: "now", seconds: 3600 } },
    "output_expires_after",
  ],
  ["an unknown field", { webhook_url: "https://example.org" }, null],
])("creating a batch refuses %s", async (_, fields, param) => {
  const bench = await startBench();
  const file = await upload(bench, jsonl(linesFor(1)));
  const error = await refusal(createOver(bench, file, fields));
  expect(error).toMatchObject({ status: 400, type: "invalid_request_error", param });
  expect(bench.server.audit.batches).toEqual([]);
});

test("creating a batch refuses the output of another batch as input", async () => {
  const bench = await startBench();
  const { batch } = await runToEnd(bench, linesFor(1));
  const error = await refusal(createOver(bench, String(batch.output_file_id)));
  expect(error).toMatchObject({ status: 400, param: "input_file_id" });
});

test.each(["{", "[]", "null"])("creating a batch refuses the body %s", async (body) => {
  const { server } = await startBench();
  const headers = { authorization: "Bearer test-key", "content-type": "application/json" };
  const response = await fetch(`${server.url}/batches`, { method: "POST", body, headers });
  expect(response.status).toBe(400);
});

test("a batch that does not exist is not found", async () => {
  const { client } = await startBench();
  for (const call of [client.batches.retrieve("batch_x"), client.batches.cancel("batch_x")]) {
    expect(await refusal(call)).toMatchObject({ status: 404 });
  }
});
