import { expect, test } from "vitest";
import { collectAll, LIMITS, outcomes, requestsFor, startBench, translated } from "./bench.ts";

test("a batch of another key is reported after the others, and never guessed at", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(1, "model-a", "mine"));
  const other = await startBench({ seed: 2 });
  const engine = other.engine({ directory: bench.directory });
  await engine.send(requestsFor(1));
  const delivered: string[] = [];
  const collecting = (async () => {
    for await (const lot of engine.collect()) {
      for await (const { request } of lot.answers) delivered.push(request.customId);
      await lot.settle();
    }
  })();
  await expect(collecting).rejects.toMatchObject({ code: "batch-unknown" });
  expect(delivered).toEqual(["r1"]);
  expect(await bench.engine().inFlight()).toHaveLength(1);
  expect(outcomes(await collectAll(bench.engine()))).toEqual(translated("mine1"));
});

test("a refused key while polling ends the run at once", async () => {
  const bench = await startBench({ faults: [{ on: "GET /v1/batches/:id", do: { status: 401 } }] });
  const engine = bench.engine();
  await engine.send(requestsFor(1));
  await expect(collectAll(engine)).rejects.toMatchObject({ code: "key-refused" });
  expect(bench.clock.waits).toEqual([]);
});

test("a lot that was not settled is delivered again, without a new download", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(2));
  for await (const lot of engine.collect()) for await (const _ of lot.answers);
  bench.server.audit.reset();
  expect(outcomes(await collectAll(bench.engine()))).toEqual(translated("r1", "r2"));
  expect(bench.server.audit.exchanges).toEqual([]);
});

test("settling twice does no harm", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(1));
  for await (const lot of engine.collect()) {
    await lot.settle();
    await lot.settle();
  }
  expect(await bench.files()).toEqual([]);
});

test("requests sent while a lot is at hand are collected too", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(1));
  const seen: string[] = [];
  for await (const lot of engine.collect()) {
    for await (const { request } of lot.answers) seen.push(request.customId);
    await lot.settle();
    if (seen.length === 1) await engine.send(requestsFor(1, "model-a", "again"));
  }
  expect(seen).toEqual(["r1", "again1"]);
});

test("other batches are delivered before a refused one is told", async () => {
  const bench = await startBench({
    outcome: (ordinal) => (ordinal === 1 ? "failed" : "completed"),
  });
  const engine = bench.engine({ limits: { ...LIMITS, requests: 1 } });
  await engine.send(requestsFor(3));
  const delivered: string[] = [];
  const collecting = (async () => {
    for await (const lot of engine.collect()) {
      for await (const { request } of lot.answers) delivered.push(request.customId);
      await lot.settle();
    }
  })();
  await expect(collecting).rejects.toMatchObject({ code: "batch-refused" });
  expect(delivered).toEqual(["r2", "r3"]);
});

test("a batch is handed over while others still run", async () => {
  const bench = await startBench({
    outcome: (ordinal) => (ordinal === 1 ? { stuck: "in_progress" } : "completed"),
  });
  const engine = bench.engine({ limits: { ...LIMITS, requests: 1 } });
  await engine.send(requestsFor(2));
  for await (const lot of engine.collect()) {
    for await (const { request } of lot.answers) expect(request.customId).toBe("r2");
    break;
  }
  expect(await engine.inFlight()).toHaveLength(2);
});
