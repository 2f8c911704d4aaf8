import { expect, test } from "vitest";
import type { ChatFault } from "../../../support/chat-server/options.ts";
import { collectAll, idsFor, outcomes, requestsFor, startBench, translated } from "./bench.ts";
import { after, always, at, run } from "./troubles.ts";

test.each<[string, ChatFault]>([
  ["a reset before the answer", "reset-before"],
  ["a reset after the answer was made", "reset-after"],
  ["an answer that breaks off", "truncate"],
  ["408", { status: 408 }],
  ["409", { status: 409 }],
  ["500", { status: 500 }],
  ["502 with words that are no JSON", { status: 502, body: "<html>Bad gateway" }],
  ["200 with words that are no JSON", { status: 200, body: "<html>Please log in" }],
  ["200 with JSON of another kind", { status: 200, body: { hello: "world" } }],
])("%s is asked again, later and later", async (_, fault) => {
  const bench = await startBench(at([1, 2, 3], fault));
  expect(outcomes(await run(bench, 2))).toEqual(translated("r1", "r2"));
  expect(bench.asked().filter((text) => text.includes("r1"))).toHaveLength(4);
  expect(bench.waits).toHaveLength(3);
  bench.waits.forEach((ms, index) => {
    expect(ms).toBeGreaterThanOrEqual(750 * 2 ** index);
    expect(ms).toBeLessThanOrEqual(1_000 * 2 ** index);
  });
  expect(bench.warnings("retrying")).toHaveLength(3);
});

test("an answer that does not come in time is asked again", async () => {
  const bench = await startBench(at([1], "stall"));
  const engine = bench.engine({ timeoutMs: 50 });
  await engine.send(requestsFor(2));
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2"));
  expect(bench.warnings("retrying")).toMatchObject([{ reason: "Request timed out." }]);
});

test("a server in trouble may say itself when to come back, within a minute", async () => {
  const fault = (seconds: string) => ({ status: 500, headers: { "retry-after": seconds } });
  const bench = await startBench({ fault: (ordinal) => [fault("20"), fault("3600")][ordinal - 1] });
  await run(bench, 1);
  expect(bench.waits).toEqual([20_000, 60_000]);
});

test.each([429, 503, 529])("%i: all wait for as long as it says", async (status) => {
  const busy = { status, headers: { "retry-after": "7" } };
  const bench = await startBench({ ...at([1, 2, 3], busy), delayMs: 5 });
  expect(outcomes(await run(bench, 8, 3))).toEqual(translated(...idsFor(8)));
  expect(bench.waits).toHaveLength(1);
  expect(bench.waits[0]).toBeGreaterThanOrEqual(7_000);
  expect(bench.waits[0]).toBeLessThanOrEqual(8_000);
  expect(bench.warnings("retrying")).toHaveLength(1);
  expect(bench.server.asked).toHaveLength(11);
});

test("a date to come back at is understood", async () => {
  const date = new Date(Date.now() + 60_000).toUTCString();
  const bench = await startBench(at([1], { status: 429, headers: { "retry-after": date } }));
  await run(bench, 1);
  expect(bench.waits[0]).toBeGreaterThan(50_000);
  expect(bench.waits[0]).toBeLessThanOrEqual(61_000);
});

test("without a word from it, waits grow, and shrink again after an answer", async () => {
  const bench = await startBench(at([1, 2, 3, 5], { status: 429 }));
  await run(bench, 2);
  const [first = 0, second = 0, third = 0, after = 0] = bench.waits;
  for (const [ms, most] of [
    [first, 2_000],
    [second, 4_000],
    [third, 8_000],
    [after, 2_000],
  ] as const) {
    expect(ms).toBeGreaterThanOrEqual(most * 0.75);
    expect(ms).toBeLessThanOrEqual(most);
  }
  expect(bench.waits).toHaveLength(4);
});

test.each([
  [429, "provider-refused"],
  [503, "provider-unreachable"],
])("%i for ever ends the run, and loses nothing", async (status, code) => {
  const bench = await startBench(after(2, { status }));
  const engine = bench.engine({ concurrency: 1 });
  await engine.send(requestsFor(5));
  const ids: string[] = [];
  const collecting = async () => {
    for await (const lot of engine.collect()) {
      for await (const { request } of lot.answers) ids.push(request.customId);
      await lot.settle();
    }
  };
  await expect(collecting()).rejects.toMatchObject({ code });
  expect(ids).toEqual(["r1", "r2"]);
  expect(bench.waits).toHaveLength(8);
  expect((await engine.inFlight()).map(({ customId }) => customId)).toEqual(["r3", "r4", "r5"]);
});

test("one that wants more than ten minutes is not waited for", async () => {
  const bench = await startBench(always({ status: 429, headers: { "retry-after": "601" } }));
  await expect(run(bench, 3)).rejects.toMatchObject({ code: "provider-refused" });
  expect(bench.waits).toEqual([]);
  expect(bench.server.asked).toHaveLength(1);
});
