import OpenAI from "openai";
import { expect, test } from "vitest";
import {
  chatBody,
  createOver,
  download,
  jsonl,
  linesFor,
  refusal,
  runToEnd,
  startBench,
  upload,
} from "./bench.ts";

const ON_CREATE = "POST /v1/batches";

test("faults strike so many times, then all is well", async () => {
  const bench = await startBench({ faults: [{ on: ON_CREATE, times: 2, do: { status: 500 } }] });
  const file = await upload(bench, jsonl(linesFor(1)));
  for (let attempt = 0; attempt < 2; attempt += 1) {
    expect(await refusal(createOver(bench, file))).toMatchObject({ status: 500 });
  }
  expect(bench.server.faults.pending).toBe(0);
  expect(await createOver(bench, file)).toMatchObject({ status: "validating" });
  expect(bench.server.audit.batches).toHaveLength(1);
});

test("faults can be added while the server runs, skip requests, and be cleared", async () => {
  const { server, client } = await startBench();
  server.faults.push({ on: "GET /v1/batches", skip: 1, times: Infinity, do: { status: 404 } });
  await client.batches.list();
  expect(await refusal(client.batches.list())).toMatchObject({ status: 404 });
  expect(await refusal(client.batches.list())).toMatchObject({ status: 404 });
  server.faults.clear();
  await client.batches.list();
});

test("faults can answer with a body and retry-after", async () => {
  const body = { error: { message: "Slow down.", code: "rate_limit_exceeded" } };
  const { server, client } = await startBench();
  server.faults.push({ on: "*", do: { status: 429, retryAfter: 7, body } });
  server.faults.push({ on: "*", do: { status: 502, body: "<html>Bad gateway</html>" } });
  const limited = await refusal(client.files.list());
  expect(limited).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
  expect(limited.headers?.get("retry-after")).toBe("7");
  expect((await refusal(client.files.list())).message).toContain("Bad gateway");
});

test.each([
  ["reset-before", 0],
  ["reset-after", 1],
] as const)("%s leaves %i batches behind", async (action, batches) => {
  const bench = await startBench({ faults: [{ on: ON_CREATE, do: action }] });
  const file = await upload(bench, jsonl(linesFor(1)));
  const error = await refusal(createOver(bench, file));
  expect(error).toBeInstanceOf(OpenAI.APIConnectionError);
  expect(bench.server.audit.batches).toHaveLength(batches);
  expect((await bench.client.batches.list()).data).toHaveLength(batches);
});

test("a chat completion lost on the way is billed", async () => {
  const { server, client } = await startBench();
  server.faults.push({ on: "POST /v1/chat/completions", do: "reset-after" });
  await refusal(client.chat.completions.create(chatBody("x")));
  expect(server.audit.billed).toHaveLength(1);
});

test("uploads can break as well", async () => {
  const bench = await startBench({ faults: [{ on: "POST /v1/files", do: "reset-before" }] });
  const error = await refusal(upload(bench, "x".repeat(1_000_000)));
  expect(error).toBeInstanceOf(OpenAI.APIConnectionError);
  await upload(bench, "x");
});

test("a delay lets the client time out, yet the server acts", async () => {
  const bench = await startBench({ faults: [{ on: ON_CREATE, do: { delayMs: 150 } }] });
  const file = await upload(bench, jsonl(linesFor(1)));
  const hasty = { ...bench, client: bench.client.withOptions({ timeout: 30, maxRetries: 0 }) };
  expect(await refusal(createOver(hasty, file))).toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
  await expect.poll(() => bench.server.audit.batches.length).toBe(1);
});

test("a download can break in the middle", async () => {
  const bench = await startBench();
  const { batch } = await runToEnd(bench, linesFor(5));
  bench.server.faults.push({ on: "GET /v1/files/:id/content", do: "truncate" });
  await expect(download(bench, batch.output_file_id)).rejects.toThrow();
  expect(await download(bench, batch.output_file_id)).toHaveLength(5);
  expect(bench.server.audit.exchanges.filter(({ status }) => status === "reset")).toHaveLength(1);
});

test("a download can be short without a sign", async () => {
  const bench = await startBench();
  const { batch } = await runToEnd(bench, linesFor(5));
  const content = async () =>
    (await bench.client.files.content(String(batch.output_file_id))).text();
  const whole = await content();
  bench.server.faults.push({ on: "GET /v1/files/:id/content", do: "truncate-silently" });
  const half = await content();
  expect(whole.startsWith(half)).toBe(true);
  expect(half.length).toBeLessThan(whole.length);
});
