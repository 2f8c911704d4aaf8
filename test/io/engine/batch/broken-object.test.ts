import { expect, test } from "vitest";
import type { FaultAction } from "../../../support/batch-server/options.ts";
import {
  type Bench,
  collectAll,
  elsewhere,
  idsInFlight,
  KEY,
  LIMITS,
  outcomes,
  requestsFor,
  startBench,
  translated,
} from "./bench.ts";

const LIST = "GET /v1/batches";
const CONTENT = "GET /v1/files/:id/content";
const POLL = "GET /v1/batches/:id";
const CREATE = "POST /v1/batches";
const single = { limits: { ...LIMITS, requests: 1 } };

/** Delivers all that can be; returns it with what was told in the end. */
async function collectUntilTold(bench: Bench, changes = {}) {
  const engine = bench.engine({ ...single, ...changes });
  const delivered: string[] = [];
  const told: unknown = await (async () => {
    for await (const lot of engine.collect()) {
      for await (const { request } of lot.answers) delivered.push(request.customId);
      await lot.settle();
    }
  })().catch((error: unknown) => error);
  return { engine, delivered: delivered.sort(), told };
}

const troubles: readonly (readonly [string, string, FaultAction])[] = [
  ["a batch that is answered with 500", POLL, { status: 500 }],
  ["a batch that is answered with another shape", POLL, { status: 200, body: { batch: "?" } }],
  ["a batch behind a page of HTML", POLL, { status: 200, body: "<!doctype html><p>Oops" }],
  ["results that are answered with 500", CONTENT, { status: 500 }],
  ["results whose connection breaks", CONTENT, "truncate"],
];

test.each(troubles)("%s, time and again: all others are delivered", async (_, on, action) => {
  const bench = await startBench();
  await bench.engine(single).send(requestsFor(4));
  await bench.server.settle();
  bench.server.faults.push({ on, times: 10, do: action });
  const { engine, delivered, told } = await collectUntilTold(bench);
  expect(delivered).toEqual(["r2", "r3", "r4"]);
  expect(told).toMatchObject({ code: "batch-broken", hint: expect.stringContaining("--resubmit") });
  expect(String(told)).not.toContain(KEY);
  expect(await idsInFlight(engine)).toEqual(["r1"]);
  expect(outcomes(await collectAll(bench.engine()))).toEqual(translated("r1"));
});

test("a batch that is refused, and no other, is told at the end", async () => {
  const bench = await startBench();
  await bench.engine(single).send(requestsFor(3));
  await bench.server.settle();
  bench.server.faults.push({ on: POLL, do: { status: 400 } });
  const { delivered, told } = await collectUntilTold(bench);
  expect(delivered).toEqual(["r2", "r3"]);
  expect(told).toMatchObject({ code: "batch-broken" });
});

test("what waits is sent although one batch is broken", async () => {
  const bench = await startBench({ limits: { maxEnqueuedTokens: 30 } });
  const engine = bench.engine({ limits: { ...LIMITS, requests: 1, enqueuedTokens: 30 } });
  await engine.send(requestsFor(4));
  bench.server.faults.push({ on: POLL, times: 10, do: { status: 500 } });
  await expect(collectAll(engine)).rejects.toMatchObject({ code: "batch-broken" });
  expect(bench.server.audit.count(CREATE)).toBe(4);
});

test("--resubmit gives up the broken batch, and no other", async () => {
  const bench = await startBench();
  await bench.engine(single).send(requestsFor(3));
  await bench.server.settle();
  bench.server.faults.push({ on: POLL, times: 10, do: { status: 500 } });
  const { engine, delivered, told } = await collectUntilTold(bench, { resubmit: true });
  expect(told).toBeUndefined();
  expect(delivered).toEqual(["r2", "r3"]);
  expect(await engine.inFlight()).toEqual([]);
  expect(bench.warnings("given-up")).toHaveLength(1);
  const later = bench.engine();
  await later.recover?.();
  expect(await later.inFlight()).toEqual([]);
});

test("--resubmit gives up nothing while the provider is away", async () => {
  const bench = await startBench();
  await bench.engine(single).send(requestsFor(3));
  bench.server.faults.push({ on: "*", times: 11, do: { status: 503 } });
  const { engine, told } = await collectUntilTold(bench, { resubmit: true });
  expect(told).toMatchObject({ code: "provider-unreachable" });
  expect(await idsInFlight(engine)).toEqual(["r1", "r2", "r3"]);
});

test("where the provider has no list, a broken batch is told apart all the same", async () => {
  const bench = await startBench();
  await bench.engine(single).send(requestsFor(2));
  await bench.server.settle();
  bench.server.faults.push({ on: POLL, times: 10, do: { status: 500 } });
  bench.server.faults.push({ on: LIST, times: 10, do: { status: 404 } });
  const { delivered, told } = await collectUntilTold(bench);
  expect(delivered).toEqual(["r2"]);
  expect(told).toMatchObject({ code: "batch-broken" });
});

test("a list with an entry that cannot be read hides no other batch", async () => {
  const bench = await startBench();
  await elsewhere(bench).send(requestsFor(2));
  const data = [null, { job: 7 }, "x", ...bench.server.audit.batches];
  bench.server.faults.push({ on: LIST, do: { status: 200, body: { data, has_more: false } } });
  const engine = bench.engine();
  await engine.recover?.();
  expect(await idsInFlight(engine)).toEqual(["r1", "r2"]);
  expect(bench.warnings("list-unreadable")).toEqual([{ kind: "list-unreadable", entries: 3 }]);
});

test("a batch that is listed without a status is taken in like one under way", async () => {
  const bench = await startBench();
  await elsewhere(bench).send(requestsFor(2));
  const data = bench.server.audit.batches.map(({ status: _, ...batch }) => batch);
  bench.server.faults.push({ on: LIST, do: { status: 200, body: { data, has_more: false } } });
  const engine = bench.engine();
  await engine.recover?.();
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2"));
});

test("a create of unknown outcome is not repeated while the list has an unreadable entry", async () => {
  const body = { data: [null], has_more: false };
  const bench = await startBench({
    faults: [
      { on: CREATE, do: "reset-after" },
      { on: LIST, times: Infinity, do: { status: 200, body } },
    ],
  });
  const sending = bench.engine().send(requestsFor(1));
  await expect(sending).rejects.toMatchObject({ code: "batch-uncertain" });
  expect(bench.server.audit.count(CREATE)).toBe(1);
  bench.server.faults.clear();
  expect(outcomes(await collectAll(bench.engine()))).toEqual(translated("r1"));
});
