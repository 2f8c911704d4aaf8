import { expect, test } from "vitest";
import {
  createOver,
  jsonl,
  linesFor,
  refusal,
  requestLine,
  startBench,
  submit,
  upload,
} from "./bench.ts";

test("the list of batches is newest first and paged by cursor", async () => {
  const bench = await startBench();
  const file = await upload(bench, jsonl([requestLine("r1")]));
  const made: string[] = [];
  for (let count = 0; count < 5; count += 1) made.push((await createOver(bench, file)).id);
  const newestFirst = made.toReversed();
  const page = await bench.client.get("/batches?limit=2");
  expect(page).toMatchObject({
    object: "list",
    has_more: true,
    first_id: made[4],
    last_id: made[3],
  });
  const seen: string[] = [];
  for await (const batch of bench.client.batches.list({ limit: 2 })) seen.push(batch.id);
  expect(seen).toEqual(newestFirst);
});

test("the list of batches has 20 to a page, and null ids when empty", async () => {
  const bench = await startBench();
  const empty = { data: [], has_more: false, first_id: null, last_id: null };
  expect(await bench.client.get("/batches")).toEqual({ object: "list", ...empty });
  const file = await upload(bench, jsonl([requestLine("r1")]));
  for (let count = 0; count < 21; count += 1) await createOver(bench, file);
  expect((await bench.client.batches.list()).data).toHaveLength(20);
});

test("the list of batches can lag behind creation", async () => {
  let ms = 0;
  const bench = await startBench({ now: () => ms, pace: { listingDelayMs: 50 } });
  await submit(bench, linesFor(1));
  expect((await bench.client.batches.list()).data).toEqual([]);
  ms = 50;
  expect((await bench.client.batches.list()).data).toHaveLength(1);
});

test.each(["limit=0", "limit=101", "limit=x", "after=nobody", "status=completed"])(
  "the list of batches refuses %s",
  async (query) => {
    const { client } = await startBench();
    const { status } = await refusal(client.get(`/batches?${query}`));
    expect(status).toBe(query.startsWith("after") ? 404 : 400);
  },
);
