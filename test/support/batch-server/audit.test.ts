import { expect, test } from "vitest";
import { chatBody, linesFor, refusal, runToEnd, startBench } from "./bench.ts";

test("the audit notes every request with its route and status, and never the key", async () => {
  const { server, client } = await startBench({ apiKey: "sk-secret" });
  await client.batches.list({ limit: 3 });
  await refusal(client.batches.retrieve("batch_x"));
  expect(server.audit.exchanges).toMatchObject([
    { ordinal: 1, method: "GET", path: "/v1/batches", query: "limit=3", status: 200 },
    { ordinal: 2, route: "GET /v1/batches/:id", path: "/v1/batches/batch_x", status: 404 },
  ]);
  expect(JSON.stringify(server.audit)).not.toContain("sk-secret");
});

test("the audit counts by route", async () => {
  const bench = await startBench();
  await runToEnd(bench, linesFor(1));
  const { audit } = bench.server;
  expect(audit.count("POST /v1/batches")).toBe(1);
  expect(audit.count("GET /v1/batches/:id")).toBe(3);
  expect(audit.count("GET /v1/batches")).toBe(0);
});

test("the audit notes what is billed, in batches and outside", async () => {
  const { server, client } = await startBench();
  const { batch } = await runToEnd({ server, client }, linesFor(1));
  await client.chat.completions.create(chatBody("alone"));
  expect(server.audit.billed).toMatchObject([
    { ordinal: 1, customId: "r1", batchId: batch.id, content: "echo: text of r1" },
    { ordinal: 2, customId: null, batchId: null, model: "model-a", body: chatBody("alone") },
  ]);
});

test("the audit shows batches as they are now", async () => {
  const bench = await startBench();
  const { batch } = await runToEnd(bench, linesFor(1));
  expect(bench.server.audit.batches).toEqual([batch]);
});

test("the audit counts billed segments only when it knows them", async () => {
  const { server } = await startBench();
  expect(() => server.audit.billedSegments()).toThrow("segmentsOf");
});

test("the audit forgets on reset, though the server does not", async () => {
  const bench = await startBench();
  await runToEnd(bench, linesFor(1));
  const { audit } = bench.server;
  audit.reset();
  expect([audit.exchanges, audit.billed, audit.batches]).toEqual([[], [], []]);
  expect((await bench.client.batches.list()).data).toHaveLength(1);
});
