import { expect, test } from "vitest";
import { collectAll, elsewhere, idsInFlight, outcomes, requestsFor, startBench } from "./bench.ts";

const LIST = "GET /v1/batches";
const CONTENT = "GET /v1/files/:id/content";
/** For an input file, before a run does without it. */
const LOOKS = 4;

test("a site that was never known to anyone has nothing to recover", async () => {
  const bench = await startBench({ faults: [{ on: LIST, times: 9, do: { status: 404 } }] });
  await bench.engine({ isNewSite: true }).recover?.();
  expect(bench.server.audit.exchanges).toEqual([]);
  await bench.engine().recover?.();
  expect(bench.warnings("given-up")).toEqual([]);
});

for (const status of [404, 405, 501]) {
  test(`a provider without a list (${status}) stops the run until a person has decided`, async () => {
    const bench = await startBench({ faults: [{ on: LIST, times: 99, do: { status } }] });
    const engine = bench.engine();
    for (const _ of [1, 2]) {
      await expect(engine.recover?.()).rejects.toMatchObject({ code: "batches-hidden" });
    }
    await bench.engine({ resubmit: true }).recover?.();
    await bench.engine().recover?.();
    expect(bench.server.audit.batches).toEqual([]);
  });
}

test("a provider that cannot be reached, or refuses the key, ends the search, and the next one is whole", async () => {
  const bench = await startBench();
  await elsewhere(bench).send(requestsFor(1));
  const engine = bench.engine();
  bench.server.faults.push({ on: LIST, do: { status: 401 } });
  await expect(engine.recover?.()).rejects.toMatchObject({ code: "key-refused" });
  bench.server.faults.push({ on: LIST, times: 5, do: "reset-before" });
  await expect(engine.recover?.()).rejects.toMatchObject({ code: "provider-unreachable" });
  bench.server.faults.push({ on: CONTENT, times: 10, do: { status: 500 } });
  await expect(engine.recover?.()).rejects.toMatchObject({ code: "batch-broken" });
  await expect(bench.engine({ apiKey: undefined }).recover?.()).rejects.toMatchObject({
    code: "no-key",
  });
  await engine.recover?.();
  expect(await idsInFlight(engine)).toEqual(["r1"]);
});

for (const [how, fault] of Object.entries({
  deleted: { status: 404 },
  "of no requests": { status: 200, body: { nothing: true } },
})) {
  test(`a batch under way whose input file is ${how} stops the run until a person has decided`, async () => {
    const bench = await startBench();
    await elsewhere(bench).send(requestsFor(1));
    bench.server.faults.push({ on: CONTENT, times: 2 * LOOKS, do: fault });
    const engine = bench.engine();
    await expect(engine.recover?.()).rejects.toMatchObject({ code: "batch-unreadable" });
    await bench.engine({ resubmit: true }).recover?.();
    expect(bench.warnings("batch-left")).toHaveLength(1);
    await bench.engine().recover?.();
    expect(await bench.engine().inFlight()).toEqual([]);
  });
}

test("a batch that has ended and whose input file is gone is told once and passed over", async () => {
  const bench = await startBench();
  await elsewhere(bench).send(requestsFor(1));
  await bench.server.settle();
  bench.server.faults.push({ on: CONTENT, times: LOOKS, do: { status: 404 } });
  for (const _ of [1, 2]) await bench.engine().recover?.();
  expect(bench.warnings("batch-left")).toHaveLength(1);
  expect(await bench.engine().inFlight()).toEqual([]);
});

test("results that another run collected, and that are gone since, stop nobody", async () => {
  const bench = await startBench();
  await elsewhere(bench).send(requestsFor(2));
  await bench.server.settle();
  const engine = bench.engine();
  await engine.recover?.();
  bench.server.faults.push({ on: CONTENT, times: Infinity, do: { status: 404 } });
  expect(outcomes(await collectAll(engine))).toEqual({ r1: "lost", r2: "lost" });
  expect(bench.warnings("results-missing")).toHaveLength(1);
});
