import { expect, test } from "vitest";
import { createOver, ids, jsonl, linesFor, runToEnd, startBench, submit, upload } from "./bench.ts";

test("a batch goes through its statuses, one for each poll, and answers every line", async () => {
  const bench = await startBench({ now: () => 7_000_999 });
  const { batch, statuses, output } = await runToEnd(bench, linesFor(3));
  expect(statuses).toEqual(["in_progress", "finalizing", "completed"]);
  expect(batch).toMatchObject({
    object: "batch",
    model: "model-a",
    errors: null,
    error_file_id: null,
    created_at: 7000,
    in_progress_at: 7000,
    finalizing_at: 7000,
    completed_at: 7000,
    expires_at: 7000 + 24 * 3600,
    request_counts: { total: 3, completed: 3, failed: 0 },
  });
  const first = output.find((line) => line.custom_id === "r1");
  expect(first?.response?.status_code).toBe(200);
  expect(first?.response?.body.choices[0]?.message.content).toBe("echo: text of r1");
});

test("a batch sums up the usage of its answers", async () => {
  const { batch, output } = await runToEnd(await startBench(), linesFor(3));
  const totals = output.map((line) => line.response?.body.usage?.total_tokens ?? 0);
  expect(batch.usage?.total_tokens).toBe(totals.reduce((sum, total) => sum + total, 0));
  expect(batch.usage?.output_tokens).toBeGreaterThan(0);
});

test("a batch starts out validating, with nothing counted and all ids null", async () => {
  const batch = await submit(await startBench(), linesFor(1));
  expect(batch).toMatchObject({ status: "validating", output_file_id: null, usage: null });
  expect(batch).toMatchObject({ request_counts: { total: 0, completed: 0, failed: 0 } });
});

test("a batch shuffles its output, the same way for the same seed", async () => {
  const orders = await Promise.all(
    [1, 1, 2].map(async (seed) => {
      const { output } = await runToEnd(await startBench({ seed }), linesFor(30));
      return output.map((line) => line.custom_id);
    }),
  );
  const [one, again, other] = orders;
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
  expect(one).not.toEqual(ids(30));
  expect(new Set(one)).toEqual(new Set(ids(30)));
});

test("a batch never gives two lines in their order", async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { output } = await runToEnd(await startBench({ seed }), linesFor(2));
    expect(output.map((line) => line.custom_id)).toEqual(["r2", "r1"]);
  }
});

test("a batch shows progress while it answers", async () => {
  const bench = await startBench({ pace: { progressSteps: 2 } });
  const { id } = await submit(bench, linesFor(4));
  const counts: unknown[] = [];
  for (let poll = 0; poll < 3; poll += 1) {
    const { status, request_counts } = await bench.client.batches.retrieve(id);
    counts.push([status, request_counts?.completed]);
  }
  expect(counts).toEqual([
    ["in_progress", 0],
    ["in_progress", 2],
    ["finalizing", 4],
  ]);
});

test("a batch moves with the clock when told to, however often it is polled", async () => {
  let ms = 0;
  const bench = await startBench({ now: () => ms, pace: { stepMs: 100 } });
  const { id } = await submit(bench, linesFor(1));
  const status = async () => (await bench.client.batches.retrieve(id)).status;
  expect([await status(), await status()]).toEqual(["validating", "validating"]);
  ms = 250;
  expect([await status(), await status()]).toEqual(["finalizing", "finalizing"]);
  ms = 1000;
  expect(await status()).toBe("completed");
});

test("a batch can move with both the clock and polls", async () => {
  let ms = 0;
  const bench = await startBench({ now: () => ms, pace: { stepMs: 100, advanceOnPoll: true } });
  const { id } = await submit(bench, linesFor(1));
  expect((await bench.client.batches.retrieve(id)).status).toBe("in_progress");
  ms = 300;
  expect((await bench.client.batches.retrieve(id)).status).toBe("completed");
});

test("a batch polled twice at once takes two steps, one after the other", async () => {
  const bench = await startBench();
  const { id } = await submit(bench, linesFor(2));
  const { client } = bench;
  await Promise.all([client.batches.retrieve(id), client.batches.retrieve(id)]);
  expect(bench.server.audit.billed).toHaveLength(2);
  expect((await client.batches.retrieve(id)).status).toBe("completed");
});

test("a batch settles without being polled", async () => {
  const bench = await startBench();
  const { id } = await submit(bench, linesFor(1));
  await bench.server.settle();
  expect((await bench.client.batches.retrieve(id)).status).toBe("completed");
});

test("a batch may be created twice over one file, and then is billed twice", async () => {
  const bench = await startBench({ segmentsOf: (body) => body.messages.map((m) => m.content) });
  const file = await upload(bench, jsonl(linesFor(1)));
  await createOver(bench, file);
  await createOver(bench, file);
  await bench.server.settle();
  expect(bench.server.audit.billedSegments()).toEqual(new Map([["text of r1", 2]]));
});

test("failed lines go to the error file, with the status and error of their reply", async () => {
  const bench = await startBench({
    reply: (_, { customId }) => {
      if (customId === "r1") return { status: 429 };
      if (customId === "r2") return { error: { code: "boom", message: "It broke." } };
      return "fine";
    },
  });
  const { batch, output, errors } = await runToEnd(bench, linesFor(3));
  expect(batch).toMatchObject({ request_counts: { total: 3, completed: 1, failed: 2 } });
  expect(output.map((line) => line.custom_id)).toEqual(["r3"]);
  const byId = new Map(errors.map((line) => [line.custom_id, line]));
  expect(byId.get("r1")).toMatchObject({ response: { status_code: 429 }, error: null });
  expect(byId.get("r2")).toMatchObject({
    response: { status_code: 500, body: { error: { code: "boom", message: "It broke." } } },
  });
});

test("failed lines leave no output file when there is nothing else", async () => {
  const { batch } = await runToEnd(
    await startBench({ reply: () => ({ status: 400 }) }),
    linesFor(2),
  );
  expect(batch).toMatchObject({ status: "completed", output_file_id: null });
  expect(batch.error_file_id).toEqual(expect.any(String));
  expect(batch.request_counts).toEqual({ total: 2, completed: 0, failed: 2 });
});

test("failed lines may lack a response, or be missing from both files", async () => {
  const failed = { code: "inference_failed", message: "Gave up." };
  const bench = await startBench({
    reply: (_, { customId }) => ({ noResponse: customId === "r1" ? "missing" : failed }),
  });
  const { output, errors } = await runToEnd(bench, linesFor(2));
  expect(output).toEqual([]);
  expect(errors).toMatchObject([{ custom_id: "r2", response: null, error: failed }]);
});

test("failed lines include those whose reply throws", async () => {
  const reply = () => Promise.reject(new Error("bug in the test"));
  const { errors } = await runToEnd(await startBench({ reply }), linesFor(1));
  expect(errors).toMatchObject([{ response: { body: { error: { code: "reply_threw" } } } }]);
});
