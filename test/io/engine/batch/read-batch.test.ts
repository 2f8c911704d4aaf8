import fc from "fast-check";
import { expect, test } from "vitest";
import { readBatch } from "../../../../src/io/engine/batch/read-batch.ts";

const batch = { id: "batch_1", status: "completed" };

test.each([
  ["PROGRESS", "in_progress"],
  ["RUNNING", "in_progress"],
  ["in_queue", "in_progress"],
  ["queued", "in_progress"],
  ["pre_schedule", "in_progress"],
  ["pending", "in_progress"],
  ["SUCCESS", "completed"],
  ["timeout_exceeded", "expired"],
  ["canceled", "cancelled"],
  ["Paused", "paused"],
])("the status %s is read as %s", (status, expected) => {
  expect(readBatch({ ...batch, status })?.status).toBe(expected);
});

test.each([
  [{ data: [{ message: "first" }, { message: "second" }] }, "first"],
  [[{ message: "bare list" }], "bare list"],
  [{ data: [{ code: "only_code" }] }, "only_code"],
  [{ data: [] }, undefined],
  [null, undefined],
])("the errors %j give the reason %s", (errors, reason) => {
  expect(readBatch({ ...batch, errors })?.reason).toBe(reason);
});

test("missing and odd fields are harmless", () => {
  const odd = { ...batch, request_counts: null, created_at: "yesterday", output_file_id: "" };
  expect(readBatch(odd)).toEqual({
    id: "batch_1",
    status: "completed",
    inputFileId: undefined,
    outputFileId: null,
    errorFileId: null,
    createdAt: undefined,
    metadata: {},
    counts: { total: 0, completed: 0, failed: 0 },
    reason: undefined,
  });
});

test.each([
  [null],
  ["batch"],
  [[]],
  [{ status: "completed" }],
  [{ ...batch, id: "a b" }],
  [{ ...batch, id: "x".repeat(300) }],
  [{ id: "batch_1" }],
])("%j is no batch", (value) => {
  expect(readBatch(value)).toBeUndefined();
});

test("no value whatever makes it throw", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      readBatch(value);
      readBatch({ ...batch, errors: value, request_counts: value, metadata: value });
    }),
  );
});
