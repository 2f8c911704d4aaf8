import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Clock } from "../../../../src/io/ports.ts";
import {
  type Bench,
  collectAll,
  converge,
  createTestClock,
  isJournalAsking,
  requestsFor,
  startBench,
  translated,
} from "./bench.ts";

/** What one shard writes into the journal on its way, in this order. */
const RECORDS = [
  "planned",
  "upload-intent",
  "uploaded",
  "create-intent",
  "created",
  "terminal",
  "saved",
  "settled",
];

const CREATE = "POST /v1/batches";
const DELETE = "DELETE /v1/files/:id";
const LIST = "GET /v1/batches";

class Killed extends Error {}

/** Calls `strike` when the given record is about to be written: the journal asks for the time then. */
function clockThatStrikesAt(record: number, strike: () => void): Clock {
  const clock = createTestClock();
  let records = 0;
  return {
    now: () => {
      if (isJournalAsking()) records += 1;
      if (isJournalAsking() && records === record) strike();
      return clock.now();
    },
    wait: clock.wait,
  };
}

function die(): never {
  throw new Killed();
}

async function runUntilKilled(bench: Bench, clock: Clock): Promise<void> {
  const engine = bench.engine({}, clock);
  const run = engine.send(requestsFor(3)).then(() => collectAll(engine));
  await expect(run).rejects.toThrow();
}

async function expectPaidOnce(bench: Bench): Promise<void> {
  expect(await converge(bench.engine(), requestsFor(3))).toEqual(translated("r1", "r2", "r3"));
  expect(bench.server.audit.billed).toHaveLength(3);
  expect(bench.server.audit.batches).toHaveLength(1);
  expect(await bench.files()).toEqual([]);
}

for (const [index, kind] of RECORDS.entries()) {
  test(`killed before "${kind}" is written, the next run pays for nothing twice`, async () => {
    const bench = await startBench();
    await runUntilKilled(bench, clockThatStrikesAt(index + 1, die));
    await expectPaidOnce(bench);
  });
}

for (const [index, kind] of RECORDS.slice(0, 6).entries()) {
  test(`killed after "${kind}" is written but before it is done, the next run does it once`, async () => {
    const bench = await startBench();
    const cutOff = (): void =>
      bench.server.faults.push({ on: "*", times: Infinity, do: "reset-before" });
    const clock = { ...clockThatStrikesAt(index + 1, cutOff), wait: async () => die() };
    await runUntilKilled(bench, clock);
    bench.server.faults.clear();
    await expectPaidOnce(bench);
  });
}

test("killed in the middle of a journal line, the next run goes on from the line before", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(3));
  const path = join(bench.directory, "journal.jsonl");
  const whole = await readFile(path, "utf8");
  const lines = whole.trimEnd().split("\n");
  for (const cut of [1, 20, 60]) {
    await writeFile(path, whole.slice(0, -cut));
    expect(await bench.engine().inFlight()).toHaveLength(3);
  }
  await expectPaidOnce(bench);
  expect(lines).toHaveLength(5);
});

for (const [index, kind] of RECORDS.slice(1, 4).entries()) {
  test(`killed before "${kind}" is written, nothing is left, and nothing is sent that is not asked for again`, async () => {
    const bench = await startBench();
    await runUntilKilled(bench, clockThatStrikesAt(index + 2, die));
    const engine = bench.engine();
    expect(await engine.inFlight()).toEqual([]);
    expect(await bench.files()).toEqual([]);
    await engine.send(requestsFor(1));
    expect(await converge(engine, [])).toEqual(translated("r1"));
    expect(bench.server.audit.billed).toHaveLength(1);
    expect(bench.server.audit.count(DELETE)).toBe(kind === "create-intent" ? 1 : 0);
  });
}

test("an uploaded file that cannot be deleted stops nobody", async () => {
  const bench = await startBench({ faults: [{ on: DELETE, do: { status: 404 } }] });
  await runUntilKilled(bench, clockThatStrikesAt(4, die));
  await expectPaidOnce(bench);
  expect(bench.server.audit.count(DELETE)).toBe(1);
});

test("without a key, half sent shards are given up all the same", async () => {
  const bench = await startBench();
  await runUntilKilled(bench, clockThatStrikesAt(4, die));
  expect(await bench.engine({ apiKey: undefined }).inFlight()).toEqual([]);
  expect(await bench.files()).toEqual([]);
});

test("a create that came to nothing is not made by the next run, which asks for what it needs", async () => {
  const bench = await startBench();
  await runUntilKilled(bench, clockThatStrikesAt(5, die));
  // As if the create had never arrived.
  bench.server.faults.push({ on: LIST, times: 5, do: { status: 200, body: { data: [] } } });
  const engine = bench.engine();
  expect(await engine.inFlight()).toHaveLength(3);
  expect(await collectAll(engine)).toEqual([]);
  expect(await engine.inFlight()).toEqual([]);
  expect(await bench.files()).toEqual([]);
  expect(bench.server.audit.count(CREATE)).toBe(1);
  expect(bench.server.audit.count(DELETE)).toBe(0);
});

test("results that vanished from this disk are downloaded again", async () => {
  const bench = await startBench();
  await runUntilKilled(bench, clockThatStrikesAt(8, die));
  for (const file of await bench.files()) {
    if (file.includes(".output.")) await rm(join(bench.directory, file));
  }
  await expectPaidOnce(bench);
});

test("files that a crash left behind after settling are removed by the next run", async () => {
  const bench = await startBench();
  await runUntilKilled(bench, clockThatStrikesAt(8, die));
  const journal = await bench.journal();
  const { name } = JSON.parse(journal.split("\n")[0] ?? "");
  const settled = { kind: "settled", name, at: 1 };
  await writeFile(join(bench.directory, "journal.jsonl"), `${journal}${JSON.stringify(settled)}\n`);
  expect(await bench.engine().inFlight()).toEqual([]);
  expect(await bench.files()).toEqual(["journal.jsonl"]);
});

test("batches of an earlier run are announced", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(3));
  bench.events.length = 0;
  await collectAll(bench.engine());
  expect(bench.events[0]).toMatchObject({ kind: "batch-resumed", requests: 3 });
});

test("two calls at once reconcile a left-over shard once", async () => {
  const bench = await startBench();
  await runUntilKilled(bench, clockThatStrikesAt(5, die));
  const engine = bench.engine();
  const [, , answers] = await Promise.all([engine.send([]), engine.send([]), collectAll(engine)]);
  expect(answers).toHaveLength(3);
  expect(bench.server.audit.batches).toHaveLength(1);
});

test("a left-over shard is announced, and only once", async () => {
  const bench = await startBench();
  await runUntilKilled(bench, clockThatStrikesAt(5, die));
  bench.events.length = 0;
  await collectAll(bench.engine());
  const told = bench.events.filter(({ kind }) => /batch-(created|resumed)/.test(kind));
  expect(told).toMatchObject([{ kind: "batch-resumed" }]);
});
