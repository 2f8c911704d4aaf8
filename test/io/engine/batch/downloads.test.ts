import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Bench, collectAll, outcomes, requestsFor, startBench, translated } from "./bench.ts";

const CONTENT = "GET /v1/files/:id/content";

async function sendAndCollect(bench: Bench, count = 4): Promise<Record<string, string>> {
  const engine = bench.engine();
  await engine.send(requestsFor(count));
  return outcomes(await collectAll(engine));
}

for (const cut of ["truncate", "truncate-silently"] as const) {
  test(`a download that was cut short (${cut}) is made again`, async () => {
    const bench = await startBench({ faults: [{ on: CONTENT, do: cut }] });
    expect(await sendAndCollect(bench, 6)).toEqual(translated("r1", "r2", "r3", "r4", "r5", "r6"));
    expect(bench.server.audit.count(CONTENT)).toBe(2);
  });
}

test("a download that misses whole lines is made again", async () => {
  const bench = await startBench({ faults: [{ on: CONTENT, do: { status: 200, body: {} } }] });
  expect(await sendAndCollect(bench, 2)).toEqual(translated("r1", "r2"));
});

test("results that never arrive whole end the run, and nothing is lost", async () => {
  const bench = await startBench({ faults: [{ on: CONTENT, times: 99, do: "truncate" }] });
  const engine = bench.engine();
  await engine.send(requestsFor(3));
  await expect(collectAll(engine)).rejects.toMatchObject({ code: "batch-broken" });
  bench.server.faults.clear();
  expect(outcomes(await collectAll(bench.engine()))).toEqual(translated("r1", "r2", "r3"));
});

test("results that the provider deleted are reported", async () => {
  const bench = await startBench({
    faults: [{ on: CONTENT, times: Infinity, do: { status: 404 } }],
  });
  const engine = bench.engine();
  await engine.send(requestsFor(1));
  await expect(collectAll(engine)).rejects.toMatchObject({ code: "results-gone" });
  expect(await engine.inFlight()).toHaveLength(1);
});

test("a lost input file is fetched back from the provider", async () => {
  const bench = await startBench();
  const requests = requestsFor(3);
  await bench.engine().send(requests);
  for (const file of await bench.files()) {
    if (file.startsWith("shard-")) await rm(join(bench.directory, file));
  }
  expect(await bench.engine().inFlight()).toMatchObject(requests);
  expect(outcomes(await collectAll(bench.engine()))).toEqual(translated("r1", "r2", "r3"));
});

test("a lost input file that the provider does not return is reported", async () => {
  const bench = await startBench({ faults: [{ on: CONTENT, times: 9, do: { status: 404 } }] });
  await bench.engine().send(requestsFor(1));
  for (const file of await bench.files()) {
    if (file.startsWith("shard-")) await rm(join(bench.directory, file));
  }
  await expect(bench.engine().inFlight()).rejects.toMatchObject({ code: "batch-input-lost" });
});

test("results that are the same in every download are used as far as they can be read", async () => {
  const body = { custom_id: "r1", error: "half a file" };
  const bench = await startBench({
    faults: [{ on: CONTENT, times: 4, do: { status: 200, body } }],
  });
  expect(await sendAndCollect(bench, 2)).toEqual({ r1: "failed", r2: "lost" });
  expect(bench.server.audit.count(CONTENT)).toBe(4);
});

test("results that are different in every download are not trusted", async () => {
  const bench = await startBench({
    faults: [1, 2, 3, 4].map((body) => ({ on: CONTENT, do: { status: 200, body: { body } } })),
  });
  const engine = bench.engine();
  await engine.send(requestsFor(2));
  await expect(collectAll(engine)).rejects.toThrow("results keep arriving cut short");
  expect(outcomes(await collectAll(bench.engine()))).toEqual(translated("r1", "r2"));
});
