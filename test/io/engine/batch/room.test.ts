import { expect, test } from "vitest";
import type { BatchSettings } from "../../../../src/io/engine/batch/settings.ts";
import type { BatchServerOptions, Outcome } from "../../../support/batch-server/options.ts";
import {
  type Bench,
  collectAll,
  converge,
  elsewhere,
  LIMITS,
  outcomes,
  requestsFor,
  startBench,
  translated,
} from "./bench.ts";

const CREATE = "POST /v1/batches";
const UPLOAD = "POST /v1/files";

/** Requests of about 1000 tokens each. */
function largeRequests(count: number) {
  return requestsFor(count).map((request) => {
    const content = "x".repeat(4000);
    return {
      ...request,
      body: { ...request.body, messages: [{ role: "user" as const, content }] },
    };
  });
}

function full(message = "Limit: 3,000 enqueued tokens"): Outcome {
  const text = `Enqueued token limit reached for model-a in organization org-1. ${message}.`;
  return { failedCode: "token_limit_exceeded", message: text };
}

/** Sends and collects; no run of this may fail. */
async function finish(
  bench: Bench,
  requests: ReturnType<typeof requestsFor>,
  limits: Partial<BatchSettings["limits"]> = {},
): Promise<Record<string, string>> {
  const engine = bench.engine({ limits: { ...LIMITS, ...limits } });
  await engine.send(requests);
  return outcomes(await collectAll(engine));
}

/** Every request was answered and paid for once. */
function expectPaidOnce(bench: Bench, count: number): void {
  const ids = bench.server.audit.billed.map(({ customId }) => customId);
  expect(new Set(ids).size).toBe(count);
  expect(ids).toHaveLength(count);
}

test("a batch that found no room is created again from the same file, and only that one", async () => {
  const bench = await startBench({ outcome: (at) => (at === 2 ? full() : "completed") });
  const found = await finish(bench, requestsFor(3), { requests: 1 });
  expect(found).toEqual(translated("r1", "r2", "r3"));
  expectPaidOnce(bench, 3);
  expect(bench.server.audit.count(UPLOAD)).toBe(3);
  expect(bench.server.audit.count(CREATE)).toBe(4);
  const [, failed, , again] = bench.server.audit.batches;
  expect(again?.input_file_id).toBe(failed?.input_file_id);
  expect(bench.warnings("no-room")).toMatchObject([{ batch: failed?.id, model: "model-a" }]);
});

test("a plan larger than the provider's limit goes in waves, and is paid for once", async () => {
  const server: Partial<BatchServerOptions> = { limits: { maxEnqueuedTokens: 5000 } };
  const bench = await startBench(server);
  const found = await finish(bench, largeRequests(12), { requests: 2 });
  expect(Object.keys(found)).toHaveLength(12);
  expectPaidOnce(bench, 12);
  const failures = bench.server.audit.batches.filter(({ status }) => status === "failed");
  expect(failures.length).toBeLessThan(8);
});

test("many batches that fail at once are one refusal, not many", async () => {
  const bench = await startBench({ limits: { maxEnqueuedTokens: 2500 } });
  const found = await finish(bench, largeRequests(40), { requests: 1 });
  expect(Object.keys(found)).toHaveLength(40);
  expectPaidOnce(bench, 40);
}, 60_000);

test("what was learned holds for the next run: nothing fails any more", async () => {
  const bench = await startBench({ limits: { maxEnqueuedTokens: 5000 } });
  await finish(bench, largeRequests(12), { requests: 2 });
  const before = bench.server.audit.batches.length;
  const again = largeRequests(8).map((request) => ({
    ...request,
    customId: `b${request.customId}`,
  }));
  await finish(bench, again, { requests: 2 });
  const later = bench.server.audit.batches.slice(before);
  expect(later.filter(({ status }) => status === "failed")).toEqual([]);
});

test("a day later the limit is tried anew", async () => {
  const bench = await startBench({ outcome: (at) => (at === 1 ? full() : "completed") });
  await finish(bench, largeRequests(2));
  await bench.clock.wait(25 * 3_600_000);
  const { length } = bench.server.audit.batches;
  await finish(bench, largeRequests(6));
  expect(bench.server.audit.batches).toHaveLength(length + 1);
});

test("a batch too large for the limit is cut into pieces", async () => {
  const bench = await startBench({ limits: { maxEnqueuedTokens: 3000 } });
  const found = await finish(bench, largeRequests(9));
  expect(Object.keys(found)).toHaveLength(9);
  expectPaidOnce(bench, 9);
});

test("where the provider names no limit, it is found by asking for less", async () => {
  const bench = await startBench({
    outcome: (at) => (at <= 3 ? full("Try again later") : "completed"),
  });
  expect(Object.keys(await finish(bench, largeRequests(9)))).toHaveLength(9);
  expectPaidOnce(bench, 9);
});

test("a limit given by the site is kept from the beginning", async () => {
  const bench = await startBench({ limits: { maxEnqueuedTokens: 4500 } });
  await finish(bench, largeRequests(12), { enqueuedTokens: 4400 });
  expect(bench.server.audit.batches.filter(({ status }) => status === "failed")).toEqual([]);
  expectPaidOnce(bench, 12);
});

test("one model's limit is not another's", async () => {
  const bench = await startBench({ outcome: (at) => (at === 1 ? full() : "completed") });
  const other = requestsFor(2, "model-b", "b");
  const found = await finish(bench, [...largeRequests(2), ...other]);
  expect(found).toMatchObject(translated("b1", "b2"));
  expect(bench.warnings("no-room")).toMatchObject([{ model: "model-a" }]);
});

test("between tries there is a rest that grows", async () => {
  const bench = await startBench({ outcome: (at) => (at <= 4 ? full() : "completed") });
  await finish(bench, requestsFor(1));
  const times = bench.server.audit.exchanges
    .filter(({ route }) => route === CREATE)
    .map(({ at }) => at);
  const rests = times.slice(1).map((at, index) => (at - (times[index] ?? 0)) / 60_000);
  expect(rests.map((minutes, index) => minutes >= 2 ** index)).toEqual([true, true, true, true]);
});

test("when there is no room for half a day, the run ends, and the next one goes on", async () => {
  let isFull = true;
  const bench = await startBench({ outcome: () => (isFull ? full() : "completed") });
  const engine = bench.engine();
  await engine.send(requestsFor(2));
  const began = bench.clock.now();
  await expect(collectAll(engine)).rejects.toMatchObject({ code: "batch-refused" });
  expect(bench.clock.now() - began).toBeGreaterThan(12 * 3_600_000);
  isFull = false;
  expect(await converge(bench.engine(), requestsFor(2))).toEqual(translated("r1", "r2"));
  expectPaidOnce(bench, 2);
}, 60_000);

test("killed while a batch waits for room, the next run sends what is asked for then", async () => {
  const bench = await startBench({ outcome: (at) => (at === 1 ? full() : "completed") });
  let left = 5;
  const wait = async (ms: number) => {
    left -= 1;
    if (left === 0) throw new Error("killed");
    await bench.clock.wait(ms);
  };
  const engine = bench.engine({}, { ...bench.clock, wait });
  await engine.send(requestsFor(2));
  await expect(collectAll(engine)).rejects.toThrow("killed");
  const next = bench.engine();
  expect(await next.inFlight()).toEqual([]);
  expect(await bench.files()).toEqual([]);
  expect(await converge(next, requestsFor(1))).toEqual(translated("r1"));
  expectPaidOnce(bench, 1);
  // Another machine that knows of the batch may be about to create it again.
  expect(bench.server.audit.count("DELETE /v1/files/:id")).toBe(0);
});

test("no more batches are created in an hour than may be", async () => {
  const bench = await startBench();
  const found = await finish(bench, requestsFor(7), { requests: 1, batchesPerHour: 3 });
  expect(Object.keys(found)).toHaveLength(7);
  const times = bench.server.audit.exchanges
    .filter(({ route }) => route === CREATE)
    .map(({ at }) => at);
  expect(times).toHaveLength(7);
  times.slice(3).forEach((at, index) => {
    expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(3_600_000);
  });
});

test("what a refusal stops does not wait any longer", async () => {
  const bench = await startBench({ faults: [{ on: CREATE, skip: 1, do: { status: 400 } }] });
  const engine = bench.engine({ limits: { ...LIMITS, requests: 1 } });
  await expect(engine.send(requestsFor(4))).rejects.toMatchObject({ code: "provider-refused" });
  expect(await engine.inFlight()).toHaveLength(1);
});

test("what waits for its turn counts as in flight, and is forgotten with the process", async () => {
  const bench = await startBench();
  const engine = bench.engine({ limits: { ...LIMITS, requests: 1, batchesPerHour: 2 } });
  await engine.send(requestsFor(5));
  expect(await engine.inFlight()).toHaveLength(5);
  expect(await bench.engine().inFlight()).toHaveLength(2);
});

test("where the answer to the second create is lost, the batch that failed is not taken for it", async () => {
  const bench = await startBench({
    outcome: (at) => (at === 1 ? full() : "completed"),
    faults: [{ on: CREATE, skip: 1, do: "reset-after" }],
    pace: { listingDelayMs: 100_000 },
  });
  expect(await finish(bench, requestsFor(2))).toEqual(translated("r1", "r2"));
  expect(bench.server.audit.count(CREATE)).toBe(2);
  expectPaidOnce(bench, 2);
});

test("a batch that another machine has created again is collected, not created once more", async () => {
  const bench = await startBench({ outcome: (at) => (at === 1 ? full() : "completed") });
  const here = bench.engine();
  await here.send(requestsFor(2));
  const there = elsewhere(bench);
  await there.recover?.();
  expect(outcomes(await collectAll(here))).toEqual(translated("r1", "r2"));
  expect(outcomes(await collectAll(there))).toEqual(translated("r1", "r2"));
  expect(bench.server.audit.count(CREATE)).toBe(2);
  expectPaidOnce(bench, 2);
});

test("nor is it where it was found by itself meanwhile", async () => {
  const bench = await startBench({ outcome: (at) => (at === 1 ? full() : "completed") });
  const here = bench.engine();
  await here.send(requestsFor(2));
  const there = elsewhere(bench);
  await there.recover?.();
  await collectAll(here);
  await there.recover?.();
  expect(await collectAll(there)).toHaveLength(2);
  expect(await there.inFlight()).toEqual([]);
  expect(bench.server.audit.count(CREATE)).toBe(2);
  expectPaidOnce(bench, 2);
});

test("where no list can be had, a batch that found no room is created again all the same", async () => {
  const bench = await startBench({
    outcome: (at) => (at === 1 ? full() : "completed"),
    faults: [{ on: "GET /v1/batches", times: Infinity, do: { status: 404 } }],
  });
  expect(await finish(bench, requestsFor(2))).toEqual(translated("r1", "r2"));
});
