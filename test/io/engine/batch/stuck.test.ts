import { expect, test } from "vitest";
import type { Outcome } from "../../../support/batch-server/options.ts";
import { type Bench, collectAll, requestsFor, startBench } from "./bench.ts";

const CREATE = "POST /v1/batches";

class Tired extends Error {}

/** Polls every minute for so many hours, and then no more. */
async function watchFor(bench: Bench, hours: number): Promise<void> {
  const until = bench.clock.now() + hours * 3_600_000;
  const wait = async (): Promise<void> => {
    if (bench.clock.now() >= until) throw new Tired();
    await bench.clock.wait(60_000);
  };
  const engine = bench.engine({}, { ...bench.clock, wait });
  await expect(collectAll(engine)).rejects.toBeInstanceOf(Tired);
}

/** Status, and the hours after which it is told. */
const STATES = [
  ["validating", 0.5],
  ["in_progress", 25],
  ["finalizing", 2],
  ["cancelling", 0.5],
  ["resting", 25],
] as const;

for (const [status, hours] of STATES) {
  test(`a batch that stays ${status} is told once, after ${hours} hours, and never sent again`, async () => {
    const bench = await startBench({ outcome: (): Outcome => ({ stuck: status }) });
    await bench.engine().send(requestsFor(2));
    await watchFor(bench, hours * 0.9);
    expect(bench.warnings("stuck")).toEqual([]);
    await watchFor(bench, hours);
    const [{ id: batch } = { id: "" }] = bench.server.audit.batches;
    expect(bench.warnings("stuck")).toMatchObject([{ batch, status }]);
    expect(bench.server.audit.count(CREATE)).toBe(1);
  }, 60_000);
}

test("a batch that moves on is not stuck, however long it takes", async () => {
  const bench = await startBench({ pace: { stepMs: 100 * 60_000, progressSteps: 5 } });
  await bench.engine().send(requestsFor(2));
  const engine = bench.engine({ poll: { firstMs: 60_000, maxMs: 60_000 } });
  // It is being validated for longer than half an hour, which is told.
  expect(await collectAll(engine)).toHaveLength(2);
  expect(bench.warnings("stuck")).toMatchObject([{ status: "validating" }]);
}, 60_000);

test("where the provider tells since when, a run that only looks in says so too", async () => {
  const bench = await startBench({ outcome: (): Outcome => ({ stuck: "finalizing" }) });
  await bench.engine().send(requestsFor(2));
  await watchFor(bench, 0.1);
  await bench.clock.wait(3 * 3_600_000);
  await watchFor(bench, 0);
  expect(bench.warnings("stuck")).toMatchObject([{ status: "finalizing", minutes: 185 }]);
});
