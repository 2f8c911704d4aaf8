import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Engine } from "../../../../src/io/ports.ts";
import { collectAll, idsFor, key, outcomes, requestsFor, startBench, translated } from "./bench.ts";

test("every request gets its answer, with the tokens that the server counted", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(9));
  const answers = await collectAll(engine);
  expect(outcomes(answers)).toEqual(translated(...idsFor(9)));
  expect(answers[0]?.result).toMatchObject({
    kind: "text",
    finishReason: "stop",
    usage: { input: expect.any(Number), output: expect.any(Number) },
  });
  expect(answers.every(({ result }) => result.usage.input > 0 && result.usage.output > 0)).toBe(
    true,
  );
  expect(bench.server.broken).toEqual([]);
  expect(await bench.files()).toEqual([]);
});

test.each([1, 3])("never more than %i at a time are under way", async (concurrency) => {
  const bench = await startBench({ delayMs: 20 });
  const engine = bench.engine({ concurrency });
  await engine.send(requestsFor(8));
  await collectAll(engine);
  expect(bench.server.peak()).toBe(concurrency);
});

test("nothing to send asks nothing, and leaves nothing", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send([]);
  expect(await collectAll(engine)).toEqual([]);
  expect(bench.server.asked).toEqual([]);
  expect(await bench.files()).toEqual([]);
});

test("a request given twice is asked once", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send([...requestsFor(2), ...requestsFor(2)]);
  await engine.send(requestsFor(3));
  expect(Object.keys(outcomes(await collectAll(engine)))).toEqual(idsFor(3));
  expect(bench.server.asked).toHaveLength(3);
});

test("what was sent is in flight until its lot is settled", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  const requests = requestsFor(3);
  await engine.send(requests);
  expect(await engine.inFlight()).toEqual(requests);
  for await (const lot of engine.collect()) {
    for await (const _ of lot.answers);
    expect(await engine.inFlight()).toHaveLength(3);
    await lot.settle();
  }
  expect(await engine.inFlight()).toEqual([]);
});

test("answers of a run that never settled them come again, and are not asked again", async () => {
  const bench = await startBench();
  const first = bench.engine();
  await first.send(requestsFor(5));
  for await (const lot of first.collect()) for await (const _ of lot.answers);
  const next = bench.engine();
  expect((await next.inFlight()).map(({ customId }) => customId).sort()).toEqual(idsFor(5));
  await next.send(requestsFor(6));
  expect(outcomes(await collectAll(next))).toEqual(translated(...idsFor(6)));
  expect(bench.server.asked).toHaveLength(6);
  expect(await bench.files()).toEqual([]);
});

test("who stops looking loses nothing that is under way", async () => {
  const bench = await startBench({ delayMs: 20 });
  const engine = bench.engine({ concurrency: 3 });
  await engine.send(requestsFor(200));
  for await (const lot of engine.collect()) {
    for await (const _ of lot.answers);
    break;
  }
  const asked = bench.server.asked.length;
  expect(asked).toBeLessThan(200);
  const next = bench.engine();
  expect(await next.inFlight()).toHaveLength(asked);
  await next.send(requestsFor(200));
  expect(outcomes(await collectAll(next))).toEqual(translated(...idsFor(200)));
  expect(new Set(bench.asked()).size).toBe(bench.server.asked.length);
});

test("who looks again, with the same engine, sees every answer once", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(250));
  for await (const _ of engine.collect()) {
    await expect.poll(() => bench.server.asked.length, { timeout: 60_000 }).toBe(250);
    break;
  }
  const seen: string[] = [];
  for await (const lot of engine.collect()) {
    for await (const { request } of lot.answers) seen.push(request.customId);
  }
  expect(seen.sort()).toEqual([...idsFor(250)].sort());
});

test("lots are handed over while others are under way, and none holds more than a hundred", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(350));
  const sizes: number[] = [];
  const askedBefore: number[] = [];
  for await (const lot of engine.collect()) {
    askedBefore.push(bench.server.asked.length);
    let size = 0;
    for await (const _ of lot.answers) size += 1;
    sizes.push(size);
    await lot.settle();
  }
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(350);
  expect(sizes).toHaveLength(4);
  expect(Math.max(...sizes)).toBe(100);
  expect(askedBefore[0]).toBeLessThan(350);
});

test("where answers are slow, a lot does not wait until it is full", async () => {
  const bench = await startBench({
    fault: () => {
      bench.pass(6_000);
      return undefined;
    },
  });
  const engine = bench.engine({ concurrency: 1 });
  await engine.send(requestsFor(9));
  const sizes: number[] = [];
  for await (const lot of engine.collect()) {
    let size = 0;
    for await (const _ of lot.answers) size += 1;
    sizes.push(size);
  }
  expect(sizes).toEqual([3, 3, 3]);
  expect(bench.events).toContainEqual({ kind: "chat-progress", answered: 6, total: 9 });
});

test("asking what is in flight asks nothing of the server", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(2));
  expect(await engine.inFlight()).toHaveLength(2);
  expect(bench.server.asked).toEqual([]);
});

test("a run that only reads sees what is there, and touches nothing", async () => {
  const bench = await startBench();
  const first = bench.engine();
  await first.send(requestsFor(2));
  for await (const lot of first.collect()) for await (const _ of lot.answers);
  await writeFile(join(bench.directory, "under-way.json"), '["r9"]');
  const before = await bench.stored();
  const reader = bench.engine({ readOnly: true, apiKey: undefined });
  expect(await reader.inFlight()).toHaveLength(2);
  await expect(reader.send(requestsFor(1))).rejects.toThrow("only reads");
  await expect(collectAll(reader)).rejects.toThrow("only reads");
  expect(await bench.stored()).toBe(before);
  expect(bench.warnings("answers-lost")).toEqual([]);
});

test("a link in the folder is not written through", async () => {
  const bench = await startBench();
  await symlink("/nowhere", join(bench.directory, "under-way.json"));
  await expect(bench.engine().inFlight()).rejects.toMatchObject({ code: "link-in-the-way" });
});

interface Run {
  readonly requests: number;
  /** Lots that are looked at. */
  readonly lots: number;
  readonly settles: boolean;
}

/** What a run settles; it ends early where it wants fewer lots than there are. */
async function take(engine: Engine, { lots, settles }: Run): Promise<readonly string[]> {
  const settled: string[] = [];
  let left = lots;
  for await (const lot of engine.collect()) {
    const ids: string[] = [];
    for await (const { request } of lot.answers) ids.push(request.customId);
    if (settles) await lot.settle().then(() => settled.push(...ids));
    left -= 1;
    if (left < 0) break;
  }
  return settled;
}

test("nothing is asked twice, whoever stops looking when", async () => {
  const run = fc.record({ requests: fc.nat(12), lots: fc.nat(3), settles: fc.boolean() });
  const runs = fc.array(run, { maxLength: 4 });
  const last: Run = { requests: 12, lots: 99, settles: true };
  await fc.assert(
    fc.asyncProperty(runs, fc.integer({ min: 1, max: 5 }), async (before, concurrency) => {
      const bench = await startBench();
      const seen = new Set<string>();
      for (const one of [...before, last]) {
        const engine = bench.engine({ concurrency });
        const wanted = requestsFor(one.requests);
        await engine.send(wanted.filter(({ customId }) => !seen.has(customId)));
        for (const id of await take(engine, one)) seen.add(id);
      }
      expect([...seen].sort()).toEqual([...idsFor(12)].sort());
      expect(bench.server.asked).toHaveLength(12);
    }),
    { numRuns: 25 },
  );
});

test("the key is nowhere on disk", async () => {
  const bench = await startBench({ reply: () => "words" });
  const engine = bench.engine();
  await engine.send(requestsFor(2));
  for await (const lot of engine.collect()) for await (const _ of lot.answers);
  expect(await bench.stored()).not.toContain(key);
  expect(bench.server.asked.every(({ hasKey }) => hasKey)).toBe(true);
});
