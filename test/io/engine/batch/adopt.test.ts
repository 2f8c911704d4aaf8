import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import {
  type Bench,
  collectAll,
  elsewhere,
  idsInFlight,
  LIMITS,
  outcomes,
  requestsFor,
  startBench,
  translated,
} from "./bench.ts";

const LIST = "GET /v1/batches";
const CONTENT = "GET /v1/files/:id/content";
const single = { limits: { ...LIMITS, requests: 1 } };

/** The input file of what another machine sent. */
async function sentElsewhere(bench: Bench, count: number): Promise<string> {
  const directory = `${bench.directory}/other`;
  await elsewhere(bench, { directory }).send(requestsFor(count));
  const name = (await readdir(directory)).find((file) => file.startsWith("shard-")) ?? "";
  return readFile(`${directory}/${name}`, "utf8");
}

function serve(bench: Bench, text: string, times = Infinity): void {
  bench.server.faults.push({ on: CONTENT, times, do: { status: 200, body: text } });
}

/** The batches as they are listed now, changed. */
function list(bench: Bench, change: (batch: object) => object, copies = 1): void {
  const data = bench.server.audit.batches.flatMap((batch) => Array(copies).fill(change(batch)));
  bench.server.faults.push({ on: LIST, do: { status: 200, body: { data, has_more: false } } });
}

const cuts = [
  ["in a line", (text: string) => text.slice(0, text.length - 20)],
  ["behind a line", (text: string) => text.split("\n").slice(0, 2).join("\n")],
] as const;

const signs = [
  ["hash", (batch: object) => batch],
  ["count", (batch: object) => ({ ...batch, ...unmarked, request_counts: { total: 3 } })],
  ["hash and count", (batch: object) => ({ ...batch, request_counts: { total: 3 } })],
] as const;

/** As by a version of the tool that wrote no hash. */
const unmarked = { metadata: { site: "site-1" } };

test.each(cuts.flatMap(([how, cut]) => signs.map(([by, change]) => ({ how, cut, by, change }))))(
  "an input file that is cut off $how is known by its $by, and is not taken for the whole",
  async ({ cut, change }) => {
    const bench = await startBench();
    serve(bench, cut(await sentElsewhere(bench, 3)));
    list(bench, change);
    const engine = bench.engine();
    await expect(engine.recover?.()).rejects.toMatchObject({ code: "batch-unreadable" });
    expect(await engine.inFlight()).toEqual([]);
    bench.server.faults.clear();
    await engine.recover?.();
    expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2", "r3"));
  },
);

test("without hash and count, a line that is cut off is still noticed", async () => {
  const bench = await startBench();
  const text = await sentElsewhere(bench, 3);
  serve(bench, text.slice(0, text.length - 20));
  list(bench, (batch) => ({ ...batch, ...unmarked }));
  await expect(bench.engine().recover?.()).rejects.toMatchObject({ code: "batch-unreadable" });
});

test("a copy that was cut off once is fetched again", async () => {
  const bench = await startBench();
  const text = await sentElsewhere(bench, 3);
  serve(bench, text.slice(0, text.length - 20), 2);
  const engine = bench.engine();
  await engine.recover?.();
  expect(await idsInFlight(engine)).toEqual(["r1", "r2", "r3"]);
});

test("a provider that writes the file in its own way, all requests in it, is understood", async () => {
  const bench = await startBench();
  const text = await sentElsewhere(bench, 3);
  serve(bench, text.replaceAll('{"custom_id"', '{ "custom_id"'));
  list(bench, (batch) => ({ ...batch, request_counts: { total: 3 } }));
  const engine = bench.engine();
  await engine.recover?.();
  expect(await idsInFlight(engine)).toEqual(["r1", "r2", "r3"]);
  expect(bench.clock.waits).toEqual([]);
});

test("of a batch that has ended, a file that stays cut off is told", async () => {
  const bench = await startBench();
  const text = await sentElsewhere(bench, 3);
  await bench.server.settle();
  serve(bench, text.slice(0, text.length - 20));
  const engine = bench.engine();
  await engine.recover?.();
  expect(await engine.inFlight()).toEqual([]);
  expect(bench.warnings("batch-left")).toHaveLength(1);
});

test("a batch that is listed more than once is taken in once", async () => {
  const bench = await startBench();
  await sentElsewhere(bench, 2);
  list(bench, (batch) => batch, 3);
  const engine = bench.engine();
  await engine.recover?.();
  expect(await idsInFlight(engine)).toEqual(["r1", "r2"]);
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2"));
});

test("one whose input file is gone is told once, however often it is listed", async () => {
  const bench = await startBench();
  await sentElsewhere(bench, 2);
  await bench.server.settle();
  bench.server.faults.push({ on: CONTENT, times: Infinity, do: { status: 404 } });
  list(bench, (batch) => batch, 3);
  await bench.engine().recover?.();
  expect(bench.warnings("batch-left")).toHaveLength(1);
});

test("input files that are missing are waited for together, and hold up no other batch", async () => {
  const bench = await startBench();
  await elsewhere(bench, single).send(requestsFor(5));
  bench.server.faults.push({ on: CONTENT, times: 3, do: { status: 404 } });
  const engine = bench.engine();
  await engine.recover?.();
  expect(bench.clock.waits).toHaveLength(1);
  expect(await idsInFlight(engine)).toEqual(["r1", "r2", "r3", "r4", "r5"]);
});

test("one input file that cannot be had keeps no other batch from being taken in", async () => {
  const bench = await startBench();
  await elsewhere(bench, single).send(requestsFor(3));
  bench.server.faults.push({ on: CONTENT, times: 10, do: { status: 500 } });
  const engine = bench.engine();
  await expect(engine.recover?.()).rejects.toMatchObject({ code: "batch-broken" });
  expect(await idsInFlight(engine)).toEqual(["r2", "r3"]);
  await engine.recover?.();
  expect(await idsInFlight(engine)).toEqual(["r1", "r2", "r3"]);
});

test("--resubmit leaves a batch alone whose input file cannot be had", async () => {
  const bench = await startBench();
  await elsewhere(bench, single).send(requestsFor(3));
  bench.server.faults.push({ on: CONTENT, times: 10, do: { status: 500 } });
  const engine = bench.engine({ resubmit: true });
  await engine.recover?.();
  expect(await idsInFlight(engine)).toEqual(["r2", "r3"]);
  expect(bench.warnings("batch-left")).toHaveLength(1);
});
