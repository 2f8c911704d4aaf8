import { expect, test } from "vitest";
import { follow, ids, linesFor, refusal, runToEnd, startBench, submit } from "./bench.ts";

test.each([
  ["expired", "finalizing", "batch_expired"],
  ["cancelled", "cancelling", "batch_cancelled"],
] as const)(
  "a batch that %s keeps what was finished and lists the rest",
  async (ended, eve, code) => {
    const bench = await startBench({ outcome: () => ({ ended, finished: 0.75 }) });
    const { batch, statuses, output, errors } = await runToEnd(bench, linesFor(4));
    expect(statuses).toEqual(["in_progress", eve, ended]);
    expect(batch).toMatchObject({ request_counts: { total: 4, completed: 3, failed: 0 } });
    expect(batch[`${ended}_at`]).toEqual(expect.any(Number));
    expect(new Set(output.map((line) => line.custom_id))).toEqual(new Set(ids(3)));
    expect(errors).toMatchObject([{ custom_id: "r4", response: null, error: { code } }]);
    expect(bench.server.audit.billed).toHaveLength(3);
  },
);

test("unfinished lines can be missing instead", async () => {
  const bench = await startBench({ outcome: () => "cancelled", unfinishedLines: "missing" });
  const { batch, output } = await runToEnd(bench, linesFor(4));
  expect(output).toHaveLength(2);
  expect(batch.error_file_id).toBeNull();
});

test("failed batches run nothing and say why", async () => {
  const failedCode = "token_limit_exceeded";
  const bench = await startBench({
    outcome: (ordinal) => (ordinal === 1 ? { failedCode, message: "Full." } : "failed"),
  });
  const first = await runToEnd(bench, linesFor(2));
  expect(first.statuses).toEqual(["failed"]);
  expect(first.batch).toMatchObject({
    errors: { object: "list", data: [{ code: failedCode, message: "Full.", line: null }] },
    output_file_id: null,
    error_file_id: null,
  });
  expect((await runToEnd(bench, linesFor(2))).batch.status).toBe("failed");
  expect(bench.server.audit.billed).toEqual([]);
});

test.each(["validating", "in_progress", "finalizing", "pre_schedule"])(
  "a batch stuck in %s stays there until it is cancelled",
  async (stuck) => {
    const bench = await startBench({ outcome: () => ({ stuck }) });
    const { id } = await submit(bench, linesFor(4));
    await bench.server.settle();
    expect((await bench.client.batches.retrieve(id)).status).toBe(stuck);
    await bench.client.batches.cancel(id);
    const { batch } = await follow(bench, { id });
    expect(batch.status).toBe("cancelled");
    expect(batch.request_counts?.completed).toBe(stuck === "validating" ? 0 : 2);
  },
);

test("a cancelled batch goes through cancelling, and keeps partial results", async () => {
  const bench = await startBench({ pace: { progressSteps: 2 } });
  const { id } = await submit(bench, linesFor(4));
  await bench.client.batches.retrieve(id);
  await bench.client.batches.retrieve(id);
  expect((await bench.client.batches.cancel(id)).status).toBe("cancelling");
  const { batch } = await follow(bench, { id });
  expect(batch).toMatchObject({
    status: "cancelled",
    request_counts: { total: 4, completed: 2 },
  });
  expect(batch.output_file_id).toEqual(expect.any(String));
});

test("cancelling before validation bills nothing and leaves no files", async () => {
  const bench = await startBench();
  const { id } = await submit(bench, linesFor(2));
  await bench.client.batches.cancel(id);
  const { batch } = await follow(bench, { id });
  expect(batch).toMatchObject({ status: "cancelled", output_file_id: null, error_file_id: null });
  expect(bench.server.audit.billed).toEqual([]);
});

test("cancelling a batch that ended is refused", async () => {
  const bench = await startBench();
  const { batch } = await runToEnd(bench, linesFor(1));
  expect(await refusal(bench.client.batches.cancel(batch.id))).toMatchObject({ status: 409 });
});

test("a batch can fail after a part of its lines was answered, and has their results", async () => {
  const bench = await startBench({ outcome: () => ({ ended: "failed", finished: 0.5 }) });
  const { batch, output, errors } = await runToEnd(bench, linesFor(4));
  expect(batch).toMatchObject({ status: "failed", request_counts: { completed: 2, total: 4 } });
  expect([output.length, errors.length]).toEqual([2, 0]);
});

test("result files can be rewritten before anyone sees them", async () => {
  const rewrite = (text: string, kind: string) => (kind === "output" ? text + text : text);
  const { output } = await runToEnd(await startBench({ rewrite }), linesFor(2));
  expect(output).toHaveLength(4);
});
