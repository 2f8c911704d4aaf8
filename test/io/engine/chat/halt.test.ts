import { expect, test } from "vitest";
import { type Bench, idsFor, requestsFor, startBench } from "./bench.ts";

test("after a halt nothing more is asked, and what is under way is delivered", async () => {
  const fault = () => void bench.pass(6_000);
  const bench: Bench = await startBench({ delayMs: 20, fault });
  const engine = bench.engine({ concurrency: 2 });
  await engine.send(requestsFor(9));
  const dropped: string[] = [];
  const ids: string[] = [];
  for await (const lot of engine.collect()) {
    for await (const { request } of lot.answers) ids.push(request.customId);
    await lot.settle();
    dropped.push(...((await engine.halt?.()) ?? []).map(({ customId }) => customId));
  }
  expect(dropped.length).toBeGreaterThan(0);
  expect([...ids, ...dropped].sort()).toEqual(idsFor(9));
  expect(bench.server.asked).toHaveLength(ids.length);
  expect(await engine.inFlight()).toEqual([]);
});
