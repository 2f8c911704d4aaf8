import { expect, test } from "vitest";
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

const ONE_AT_A_TIME = { limits: { ...LIMITS, requests: 1, canary: 1 } };

/** Halts after the first lot; says what will never be sent. */
async function haltAfterFirst(bench: Bench, changes = ONE_AT_A_TIME): Promise<readonly unknown[]> {
  const engine = bench.engine(changes);
  await engine.send(requestsFor(4));
  const dropped: unknown[] = [];
  for await (const lot of engine.collect()) {
    for await (const _ of lot.answers);
    await lot.settle({ texts: 1, usable: 1 });
    dropped.push(...((await engine.halt?.()) ?? []));
  }
  expect(await engine.inFlight()).toEqual([]);
  return dropped;
}

test("what waits for a trial is not sent after a halt", async () => {
  const bench = await startBench();
  const dropped = await haltAfterFirst(bench);
  expect(dropped).toMatchObject(["r2", "r3", "r4"].map((customId) => ({ customId })));
  expect(dropped).toMatchObject(Array(3).fill({ tariff: "batch" }));
  expect(bench.server.audit.billed).toHaveLength(1);
  expect(await bench.files()).toEqual([]);
});

test("what is under way is collected all the same", async () => {
  const bench = await startBench();
  const limits = { ...LIMITS, requests: 1, batchesPerHour: 2 };
  const dropped = await haltAfterFirst(bench, { limits });
  expect(dropped).toMatchObject([{ customId: "r3" }, { customId: "r4" }]);
  expect(bench.server.audit.billed).toHaveLength(2);
});

test("a batch that waits for room is not created again after a halt", async () => {
  const message = "Enqueued token limit reached";
  const bench = await startBench({
    outcome: (at) => (at === 2 ? { failedCode: "token_limit_exceeded", message } : "completed"),
  });
  const dropped: string[] = [];
  const engine = bench.engine({ limits: { ...LIMITS, requests: 1 } });
  await engine.send(requestsFor(3));
  for await (const lot of engine.collect()) {
    for await (const _ of lot.answers);
    await lot.settle();
    dropped.push(...((await engine.halt?.()) ?? []).map(({ customId }) => customId));
  }
  expect(dropped).toEqual(["r2"]);
  expect(bench.server.audit.count("POST /v1/batches")).toBe(3);
  expect(await converge(bench.engine(), requestsFor(2).slice(1))).toEqual(translated("r2"));
});

test("where nothing waits there is nothing to halt", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(2));
  expect(await engine.halt?.()).toEqual([]);
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2"));
});

test("what had ended before it was found costs nothing now; what was still under way does", async () => {
  const bench = await startBench();
  await elsewhere(bench).send(requestsFor(1, "model-a", "old"));
  await bench.server.settle();
  await elsewhere(bench).send(requestsFor(1, "model-a", "new"));
  const engine = bench.engine();
  await engine.recover?.();
  const inFlight = await engine.inFlight();
  expect(inFlight).toMatchObject([
    { customId: "old1", tariff: "free" },
    { customId: "new1", tariff: "batch" },
  ]);
  expect(await bench.engine().inFlight()).toEqual(inFlight);
  const tariffs: unknown[] = [];
  for await (const lot of engine.collect()) tariffs.push(lot.tariff);
  expect(tariffs).toEqual(["free", "batch"]);
});
