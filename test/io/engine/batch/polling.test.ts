import { expect, test } from "vitest";
import { type Bench, collectAll, outcomes, requestsFor, startBench, translated } from "./bench.ts";

const POLL = "GET /v1/batches/:id";

async function sendAndCollect(bench: Bench, count = 4): Promise<Record<string, string>> {
  const engine = bench.engine();
  await engine.send(requestsFor(count));
  return outcomes(await collectAll(engine));
}

test("progress is told only when something changed, and polling slows down", async () => {
  const bench = await startBench({ pace: { progressSteps: 2 } });
  const engine = bench.engine();
  await engine.send(requestsFor(4));
  bench.server.faults.clear();
  await collectAll(engine);
  const told = bench.events.filter(({ kind }) => kind === "batch-progress");
  expect(new Set(told.map((event) => JSON.stringify(event))).size).toBe(told.length);
  expect(told.at(-1)).toMatchObject({ status: "completed", completed: 4, failed: 0, total: 4 });
  const { waits } = bench.clock;
  expect(waits.length).toBeGreaterThan(2);
  expect(waits.every((ms, round) => ms <= 1000 * 1.5 ** round && ms >= 800)).toBe(true);
});

test("a status in other words is understood, an unknown one is waited out with one warning", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(1));
  const id = bench.server.audit.batches[0]?.id;
  const strange = (status: string) => ({ on: POLL, do: { status: 200, body: { id, status } } });
  bench.server.faults.push(
    ...["PROGRESS", "in_queue", "Paused\u0007", "Paused\u0007"].map(strange),
  );
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1"));
  expect(bench.warnings("unknown-status")).toEqual([
    { kind: "unknown-status", batch: id, status: "paused" },
  ]);
});

test("trouble while polling is waited out", async () => {
  const bench = await startBench({
    faults: [
      { on: POLL, do: { status: 429, retryAfter: 3 } },
      { on: POLL, do: { status: 500 } },
      { on: POLL, do: "reset-before" },
      { on: POLL, do: "truncate" },
    ],
  });
  expect(await sendAndCollect(bench, 1)).toEqual(translated("r1"));
  expect(bench.warnings("retrying")).toHaveLength(4);
  expect(bench.clock.waits.slice(0, 4)).toEqual([3000, 2000, 4000, 8000]);
});

test("a provider that stays away ends the run, and nothing is lost", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(1));
  bench.server.faults.push({ on: "*", times: 11, do: { status: 503 } });
  await expect(collectAll(engine)).rejects.toMatchObject({ code: "provider-unreachable" });
  expect(outcomes(await collectAll(bench.engine()))).toEqual(translated("r1"));
});
