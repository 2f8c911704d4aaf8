import { expect, test } from "vitest";
import {
  collectAll,
  converge,
  LIMITS,
  outcomes,
  requestsFor,
  startBench,
  translated,
} from "./bench.ts";

const CREATE = "POST /v1/batches";
const LIST = "GET /v1/batches";
const FULL_WAIT = [15_000, 30_000, 60_000, 120_000];

test("a create whose answer was lost is found in the list and adopted", async () => {
  const bench = await startBench({ faults: [{ on: CREATE, do: "reset-after" }] });
  const engine = bench.engine();
  await engine.send(requestsFor(3));
  expect(bench.server.audit.count(CREATE)).toBe(1);
  expect(bench.server.audit.batches).toHaveLength(1);
  expect(bench.events.map(({ kind }) => kind)).toEqual(["batch-uploaded", "batch-resumed"]);
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2", "r3"));
});

test("a batch that the list shows late is waited for", async () => {
  const bench = await startBench({
    faults: [{ on: CREATE, do: "reset-after" }],
    pace: { listingDelayMs: 100_000 },
  });
  await bench.engine().send(requestsFor(1));
  expect(bench.server.audit.count(CREATE)).toBe(1);
  expect(bench.clock.waits).toEqual([15_000, 30_000, 60_000]);
});

test("a create that never arrived is made once more, after the whole wait, from the same file", async () => {
  const bench = await startBench({ faults: [{ on: CREATE, do: "reset-before" }] });
  await bench.engine().send(requestsFor(1));
  expect(bench.clock.waits).toEqual(FULL_WAIT);
  expect(bench.server.audit.count("POST /v1/files")).toBe(1);
  expect(bench.server.audit.batches).toHaveLength(1);
});

for (const status of [408, 409, 500, 503]) {
  test(`${status} on a create leaves it open whether the batch exists`, async () => {
    const bench = await startBench({ faults: [{ on: CREATE, do: { status } }] });
    await bench.engine().send(requestsFor(1));
    expect(bench.clock.waits).toEqual(FULL_WAIT);
    expect(bench.server.audit.count(CREATE)).toBe(2);
    expect(bench.server.audit.batches).toHaveLength(1);
  });
}

test("an answer that is no batch leaves it open whether the batch exists", async () => {
  const bench = await startBench({
    faults: [{ on: CREATE, do: { status: 200, body: { job: "x" } } }],
  });
  await bench.engine().send(requestsFor(1));
  expect(bench.clock.waits).toEqual(FULL_WAIT);
  expect(bench.server.audit.batches).toHaveLength(1);
});

test("creates that keep failing end the run, and the next one reconciles", async () => {
  const bench = await startBench({ faults: [{ on: CREATE, times: 4, do: { status: 500 } }] });
  const sending = bench.engine().send(requestsFor(1));
  await expect(sending).rejects.toMatchObject({ code: "provider-unreachable" });
  const next = bench.engine();
  expect(await next.inFlight()).toHaveLength(1);
  expect(await converge(next, requestsFor(1))).toEqual(translated("r1"));
  expect(bench.server.audit.batches).toHaveLength(1);
});

test("the list is searched beyond its first page", async () => {
  const bench = await startBench();
  const others = { limits: { ...LIMITS, requests: 1 }, directory: `${bench.directory}/x` };
  bench.server.faults.push({ on: CREATE, do: "reset-after" });
  bench.server.faults.push({ on: LIST, times: 10, do: { status: 500 } });
  const sending = bench.engine().send(requestsFor(1));
  await expect(sending).rejects.toMatchObject({ code: "provider-unreachable" });
  await bench.engine(others).send(requestsFor(120, "model-a", "other"));
  bench.server.audit.reset();
  expect(outcomes(await collectAll(bench.engine()))).toEqual(translated("r1"));
  expect(bench.server.audit.count(LIST)).toBe(2);
  expect(bench.server.audit.count(CREATE)).toBe(0);
});

test("pages older than the create are not read", async () => {
  const bench = await startBench();
  const others = { limits: { ...LIMITS, requests: 1 }, directory: `${bench.directory}/x` };
  await bench.engine(others).send(requestsFor(120, "model-a", "other"));
  await bench.clock.wait(3_600_000);
  bench.server.faults.push({ on: CREATE, do: "reset-before" });
  await bench.engine().send(requestsFor(1));
  expect(bench.server.audit.count(LIST)).toBe(FULL_WAIT.length + 1);
});

for (const status of [404, 405, 501]) {
  test(`a provider without a list (${status}) leaves the decision to a person`, async () => {
    const bench = await startBench({
      faults: [
        { on: CREATE, do: "reset-before" },
        { on: LIST, times: 99, do: { status } },
      ],
    });
    const engine = bench.engine();
    await expect(engine.send(requestsFor(1))).rejects.toMatchObject({ code: "batch-uncertain" });
    expect(bench.server.audit.count(CREATE)).toBe(1);
    expect(await engine.inFlight()).toHaveLength(1);
  });
}

test("a list in an unknown shape is never taken for an empty one", async () => {
  const bench = await startBench({
    faults: [
      { on: CREATE, do: "reset-before" },
      { on: LIST, times: 99, do: { status: 200, body: { jobs: [] } } },
    ],
  });
  const sending = bench.engine().send(requestsFor(1));
  await expect(sending).rejects.toMatchObject({ code: "not-the-provider" });
  expect(bench.server.audit.count(CREATE)).toBe(1);
});

test("a list with an entry that cannot be read proves nothing", async () => {
  const body = { data: [{ id: "batch_1", status: "completed" }, { job: "?" }], has_more: false };
  const bench = await startBench({
    faults: [
      { on: CREATE, do: "reset-after" },
      { on: LIST, times: 3, do: { status: 200, body } },
    ],
  });
  await bench.engine().send(requestsFor(1));
  expect(bench.server.audit.count(CREATE)).toBe(1);
  expect(bench.server.audit.count(LIST)).toBe(4);
});

test("a list that begins with the oldest is read to its end", async () => {
  const page = (ids: number[], hasMore: boolean) => {
    const data = ids.map((id) => ({ id: `batch_${id}`, status: "completed", created_at: id }));
    return { on: LIST, do: { status: 200, body: { data, has_more: hasMore } } };
  };
  const looks = [0, ...FULL_WAIT.keys()].flatMap(() => [page([1, 2], true), page([3], false)]);
  const bench = await startBench({ faults: [{ on: CREATE, do: "reset-before" }, ...looks] });
  await bench.engine().send(requestsFor(1));
  expect(bench.server.audit.count(LIST)).toBe(10);
});
