import { expect, test } from "vitest";
import {
  type Bench,
  collectAll,
  elsewhere,
  LIMITS,
  outcomes,
  requestsFor,
  startBench,
  translated,
} from "./bench.ts";

const CONTENT = "GET /v1/files/:id/content";
const POLL = "GET /v1/batches/:id";
const MINUTE = 60_000;
const gone = { status: 404 };

/** What a provider says of a batch that has ended, before its files are there. */
function withoutFiles(bench: Bench, counts: object, files: object = {}) {
  const id = bench.server.audit.batches[0]?.id;
  return { status: 200, body: { id, status: "completed", request_counts: counts, ...files } };
}

async function minutesOf(bench: Bench, work: Promise<unknown>): Promise<number> {
  const start = bench.clock.now();
  await work;
  return (bench.clock.now() - start) / MINUTE;
}

test("results that are not there at first are waited for", async () => {
  const bench = await startBench({ faults: [{ on: CONTENT, times: 5, do: gone }] });
  const engine = bench.engine();
  await engine.send(requestsFor(2));
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2"));
});

test("results of another run that are not there at first are not thrown away", async () => {
  const bench = await startBench();
  await elsewhere(bench).send(requestsFor(2));
  await bench.server.settle();
  const engine = bench.engine();
  await engine.recover?.();
  bench.server.faults.push({ on: CONTENT, times: 3, do: gone });
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2"));
  expect(bench.warnings("results-missing")).toEqual([]);
});

test("results are gone only after minutes, and several looks", async () => {
  const bench = await startBench({ faults: [{ on: CONTENT, times: Infinity, do: gone }] });
  const engine = bench.engine({ poll: { firstMs: 5 * MINUTE, maxMs: 5 * MINUTE } });
  await engine.send(requestsFor(1));
  const failing = expect(collectAll(engine)).rejects.toMatchObject({ code: "results-gone" });
  expect(await minutesOf(bench, failing)).toBeGreaterThan(3);
  expect(bench.server.audit.count(CONTENT)).toBe(4);
  const quick = bench.engine({ poll: { firstMs: 2000, maxMs: 2000 } });
  const again = expect(collectAll(quick)).rejects.toMatchObject({ code: "results-gone" });
  expect(await minutesOf(bench, again)).toBeGreaterThan(3);
});

test("while results are looked for, all others are delivered", async () => {
  const bench = await startBench();
  const engine = bench.engine({ limits: { ...LIMITS, requests: 1 } });
  await engine.send(requestsFor(3));
  await bench.server.settle();
  bench.server.faults.push({ on: CONTENT, do: gone });
  const waited: number[] = [];
  for await (const lot of engine.collect()) {
    for await (const _ of lot.answers) waited.push(bench.clock.waits.length);
    await lot.settle();
  }
  expect(waited).toEqual([0, 0, 1]);
});

test("a run that does not wait looks for missing results nevertheless, and then tells", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(1));
  await bench.server.settle();
  bench.server.faults.push({ on: CONTENT, times: Infinity, do: gone });
  const looking = (async () => {
    for await (const lot of bench.engine().collect({ wait: false })) await lot.settle();
  })();
  const failing = expect(looking).rejects.toMatchObject({ code: "results-gone" });
  expect(await minutesOf(bench, failing)).toBeGreaterThan(3);
});

test("what is already on this disk is not fetched again while the other file is missing", async () => {
  const reply = (_: unknown, { customId }: { customId: string | null }) =>
    customId === "r1" ? "good" : { status: 400 };
  const bench = await startBench({ reply });
  bench.server.faults.push({ on: CONTENT, skip: 1, times: 2, do: gone });
  const engine = bench.engine();
  await engine.send(requestsFor(2));
  expect(outcomes(await collectAll(engine))).toEqual({ r1: "good", r2: "failed" });
  expect(bench.server.audit.count(CONTENT)).toBe(4);
});

for (const [what, files] of [
  ["no file", {}],
  ["only the file of errors", { error_file_id: "file-errors" }],
] as const) {
  test(`an end with counted results and ${what} is waited out`, async () => {
    const bench = await startBench();
    const engine = bench.engine();
    await engine.send(requestsFor(2));
    const early = withoutFiles(bench, { total: 2, completed: 2, failed: 0 }, files);
    bench.server.faults.push({ on: POLL, times: 6, do: early });
    expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2"));
  });
}

test("counted results that never get a file are told after minutes, and are not asked for again", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(2));
  const end = withoutFiles(bench, { total: 2, completed: 2, failed: 0 });
  bench.server.faults.push({ on: POLL, times: Infinity, do: end });
  const failing = expect(collectAll(engine)).rejects.toMatchObject({ code: "results-gone" });
  expect(await minutesOf(bench, failing)).toBeGreaterThan(3);
  expect(await engine.inFlight()).toHaveLength(2);
  bench.server.faults.clear();
  expect(outcomes(await collectAll(bench.engine()))).toEqual(translated("r1", "r2"));
});

test("those of another run are told, and stop nobody", async () => {
  const bench = await startBench();
  await elsewhere(bench).send(requestsFor(2));
  const engine = bench.engine();
  await engine.recover?.();
  const end = withoutFiles(bench, { total: 2, completed: 2, failed: 0 });
  bench.server.faults.push({ on: POLL, times: Infinity, do: end });
  expect(outcomes(await collectAll(engine))).toEqual({ r1: "lost", r2: "lost" });
  expect(bench.warnings("results-missing")).toHaveLength(1);
});

test("failures that are counted but listed nowhere were not paid for", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(2));
  const end = withoutFiles(bench, { total: 2, completed: 0, failed: 2 });
  bench.server.faults.push({ on: POLL, times: Infinity, do: end });
  expect(outcomes(await collectAll(engine))).toEqual({ r1: "lost", r2: "lost" });
});

test("a batch that is not shown for a while is not unknown", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(1));
  bench.server.faults.push({ on: POLL, times: 6, do: gone });
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1"));
});
