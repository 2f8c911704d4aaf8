import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Bench, collectAll, outcomes, requestsFor, startBench, translated } from "./bench.ts";

const CREATE = "POST /v1/batches";
const LIST = "GET /v1/batches";
const POLL = "GET /v1/batches/:id";
const CONTENT = "GET /v1/files/:id/content";

/** What a person does who has decided: whatever is not in flight any more is sent again. */
async function resubmit(bench: Bench): Promise<Record<string, string>> {
  const engine = bench.engine({ resubmit: true });
  await engine.inFlight();
  await collectAll(engine);
  const inFlight = new Set((await engine.inFlight()).map(({ customId }) => customId));
  await engine.send(requestsFor(2).filter(({ customId }) => !inFlight.has(customId)));
  return outcomes(await collectAll(engine));
}

async function failure(run: Promise<unknown>): Promise<unknown> {
  return run.then(
    () => "nothing",
    (error) => error.code,
  );
}

test("a batch in doubt blocks every run until a person gives it up", async () => {
  const bench = await startBench();
  bench.server.faults.push({ on: CREATE, do: "reset-before" });
  bench.server.faults.push({ on: LIST, times: 3, do: { status: 404 } });
  expect(await failure(bench.engine().send(requestsFor(2)))).toBe("batch-uncertain");
  expect(await failure(bench.engine().send(requestsFor(2)))).toBe("batch-uncertain");
  expect(await resubmit(bench)).toEqual(translated("r1", "r2"));
  expect(bench.warnings("given-up")).toHaveLength(1);
  expect(await bench.files()).toEqual([]);
});

test("a batch that the provider does not know is given up only if a person says so", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(2));
  bench.server.faults.push({ on: POLL, times: Infinity, do: { status: 404 } });
  expect(await failure(collectAll(bench.engine()))).toBe("batch-unknown");
  expect(await bench.engine().inFlight()).toHaveLength(2);
  bench.server.faults.clear();
  bench.server.faults.push({ on: POLL, times: 40, do: { status: 404 } });
  expect(await resubmit(bench)).toEqual(translated("r1", "r2"));
});

test("results that are gone are given up only if a person says so", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(2));
  bench.server.faults.push({ on: CONTENT, times: Infinity, do: { status: 404 } });
  expect(await failure(collectAll(bench.engine()))).toBe("results-gone");
  bench.server.faults.clear();
  bench.server.faults.push({ on: CONTENT, times: 40, do: { status: 404 } });
  expect(await resubmit(bench)).toEqual(translated("r1", "r2"));
});

test("requests that are lost on both sides are given up only if a person says so", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(2));
  for (const file of await bench.files()) {
    if (file.startsWith("shard-")) await rm(join(bench.directory, file));
  }
  bench.server.faults.push({ on: CONTENT, times: 2, do: { status: 404 } });
  expect(await failure(bench.engine().inFlight())).toBe("batch-input-lost");
  expect(await resubmit(bench)).toEqual(translated("r1", "r2"));
});

test("batches that are not in doubt are left as they are", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(2));
  expect(await resubmit(bench)).toEqual(translated("r1", "r2"));
  expect(bench.server.audit.batches).toHaveLength(2);
  expect(bench.server.audit.count(CREATE)).toBe(2);
  expect(bench.warnings("given-up")).toEqual([]);
});

test("a batch that was given up and turns up later is used all the same", async () => {
  const bench = await startBench();
  await bench.engine().recover?.();
  bench.server.faults.push({ on: CREATE, do: "reset-after" });
  bench.server.faults.push({ on: LIST, do: { status: 404 } });
  expect(await failure(bench.engine().send(requestsFor(2)))).toBe("batch-uncertain");
  await bench.clock.wait(10 * 3_600_000);
  await bench.engine().recover?.();
  bench.server.faults.push({ on: LIST, do: { status: 404 } });
  await collectAll(bench.engine({ resubmit: true }));
  expect(await bench.engine().inFlight()).toEqual([]);
  await bench.clock.wait(10 * 3_600_000);
  const engine = bench.engine();
  await engine.recover?.();
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2"));
  expect(bench.server.audit.billed).toHaveLength(2);
});
