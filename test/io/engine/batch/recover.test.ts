import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
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
const CREATE = "POST /v1/batches";
const HOUR = 3_600_000;

async function loseFolder({ directory }: Bench): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}

test("with the journal lost, batches are found again by the site's id and collected", async () => {
  const bench = await startBench();
  await bench.engine({ limits: { ...LIMITS, requests: 2 } }).send(requestsFor(5));
  await loseFolder(bench);
  const engine = bench.engine();
  await engine.recover?.();
  expect(await idsInFlight(engine)).toEqual(["r1", "r2", "r3", "r4", "r5"]);
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2", "r3", "r4", "r5"));
  expect(bench.server.audit.billed).toHaveLength(5);
  expect(await bench.files()).toEqual([]);
});

test("a batch that ended meanwhile is collected from another machine", async () => {
  const bench = await startBench();
  const requests = requestsFor(3);
  await bench.engine().send(requests);
  await bench.server.settle();
  const other = elsewhere(bench);
  await other.recover?.();
  expect((await other.inFlight()).map(({ customId }) => customId)).toEqual(["r1", "r2", "r3"]);
  expect(outcomes(await collectAll(other))).toEqual(translated("r1", "r2", "r3"));
});

test("what is recovered survives the process, and is not looked for again", async () => {
  const bench = await startBench();
  const directory = join(bench.directory, "other");
  await bench.engine().send(requestsFor(2));
  await elsewhere(bench, { directory }).recover?.();
  bench.server.audit.reset();
  const later = elsewhere(bench, { directory });
  expect(await idsInFlight(later)).toEqual(["r1", "r2"]);
  expect(bench.server.audit.exchanges).toEqual([]);
  await later.recover?.();
  expect(bench.server.audit.exchanges.map(({ route }) => route)).toEqual([LIST]);
  expect(await idsInFlight(later)).toEqual(["r1", "r2"]);
});

test("what was delivered here is never adopted again", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(2));
  await collectAll(engine);
  bench.server.audit.reset();
  for (const one of [engine, bench.engine()]) {
    await one.recover?.();
    expect(await one.inFlight()).toEqual([]);
  }
  expect(bench.server.audit.count(CONTENT)).toBe(0);
});

test("what another machine sends later is found", async () => {
  const bench = await startBench();
  const here = bench.engine();
  await elsewhere(bench).send(requestsFor(2, "m", "old"));
  await here.recover?.();
  await collectAll(here);
  await bench.clock.wait(5 * HOUR);
  await elsewhere(bench).send(requestsFor(2, "m", "new"));
  await here.recover?.();
  expect(await idsInFlight(here)).toEqual(["new1", "new2"]);
});

for (const [age, pages] of [
  [0.5, 2],
  [3, 1],
] as const) {
  test(`a list that was read an hour ago is read on after a batch of ${age} hours: ${pages} pages`, async () => {
    const bench = await startBench();
    await bench.engine().recover?.();
    const stranger = { id: "batch_x", status: "completed" };
    const created_at = bench.clock.now() / 1000 - age * 3600;
    await bench.clock.wait(HOUR);
    const data = [{ ...stranger, created_at }];
    bench.server.audit.reset();
    bench.server.faults.push({ on: LIST, do: { status: 200, body: { data, has_more: true } } });
    bench.server.faults.push({ on: LIST, do: { status: 200, body: { data, has_more: false } } });
    await bench.engine().recover?.();
    expect(bench.server.audit.count(LIST)).toBe(pages);
  });
}

test("with another key the whole list is looked through once more", async () => {
  const bench = await startBench();
  await bench.engine().recover?.();
  await bench.clock.wait(100 * HOUR);
  const other = await startBench({ seed: 2, apiKey: "sk-other", now: bench.clock.now });
  const settings = { baseURL: other.server.url, apiKey: "sk-other" };
  await elsewhere(bench, settings).send(requestsFor(1));
  await bench.clock.wait(100 * HOUR);
  const engine = bench.engine(settings);
  await engine.recover?.();
  expect(await idsInFlight(engine)).toEqual(["r1"]);
});

test("batches of other sites are told, and never touched", async () => {
  const bench = await startBench();
  await elsewhere(bench, { siteId: "site-2" }).send(requestsFor(2));
  await elsewhere(bench, { siteId: "site-3" }).send(requestsFor(2));
  await collectAll(elsewhere(bench, { siteId: "site-3" }));
  const engine = bench.engine();
  await engine.recover?.();
  await engine.recover?.();
  expect(await engine.inFlight()).toEqual([]);
  expect(bench.warnings("other-sites")).toEqual([{ kind: "other-sites", batches: 2 }]);
  expect(bench.server.audit.count(CONTENT)).toBe(0);
});

test("batches that ended with nothing, or so long ago that nothing is left, are passed over", async () => {
  const bench = await startBench({ outcome: (at) => (at === 1 ? "completed" : "failed") });
  await elsewhere(bench).send(requestsFor(1));
  await bench.clock.wait(32 * 24 * HOUR);
  await elsewhere(bench).send(requestsFor(1));
  await bench.server.settle();
  const engine = bench.engine();
  await engine.recover?.();
  expect(await engine.inFlight()).toEqual([]);
  expect(bench.server.audit.count(CONTENT)).toBe(0);
});

test("two machines that sent at the same time are told", async () => {
  const bench = await startBench();
  await elsewhere(bench).send(requestsFor(3));
  const engine = bench.engine();
  await engine.send([...requestsFor(2), ...requestsFor(2, "m", "own")]);
  await engine.recover?.();
  const { id } = bench.server.audit.batches[0] ?? {};
  expect(bench.warnings("asked-twice")).toEqual([{ kind: "asked-twice", batch: id, requests: 2 }]);
  expect(await collectAll(engine)).toHaveLength(7);
});

test("a hostile input file can do nothing", async () => {
  const bench = await startBench();
  await elsewhere(bench).send(requestsFor(1));
  const body = [
    '{"custom_id":"x","body":{"model":"m","messages":[null]}}',
    '{"custom_id":"y","body":{"model":"m","messages":[{"role":"user","content":7}]}}',
    '{"custom_id":"__proto__","body":{"model":"m","messages":[{"role":"user","content":"a"}]}}',
    "\u0000",
  ].join("\n");
  await bench.server.settle();
  bench.server.faults.push({ on: CONTENT, do: { status: 200, body } });
  const engine = bench.engine();
  await engine.recover?.();
  expect(await idsInFlight(engine)).toEqual(["__proto__"]);
  expect(outcomes(await collectAll(engine))).toEqual({ ["__proto__"]: "lost" });
});

test("killed at any record or wait of a recovery, the next one completes it", async () => {
  const bench = await startBench();
  await elsewhere(bench, { limits: { ...LIMITS, requests: 1 } }).send(requestsFor(2));
  for (const skip of [0, 1, 2]) {
    bench.server.faults.clear();
    bench.server.faults.push({ on: "*", times: Infinity, skip, do: "reset-before" });
    const clock = { ...bench.clock, wait: () => Promise.reject(new Error("killed")) };
    await expect(bench.engine({}, clock).recover?.()).rejects.toThrow("killed");
  }
  bench.server.faults.clear();
  const engine = bench.engine();
  await engine.recover?.();
  expect(await idsInFlight(engine)).toEqual(["r1", "r2"]);
  expect(bench.server.audit.count(CREATE)).toBe(2);
});

test("the notes never hold the key", async () => {
  const bench = await startBench();
  await bench.engine().recover?.();
  const names = (await readdir(bench.directory)).filter((name) => name.startsWith("notes-"));
  expect(names).toHaveLength(1);
  for (const name of names) {
    expect(name + (await readFile(join(bench.directory, name), "utf8"))).not.toContain(KEY);
  }
});
