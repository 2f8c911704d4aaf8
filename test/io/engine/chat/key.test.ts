import { inspect } from "node:util";
import { expect, test } from "vitest";
import { collectAll, key, outcomes, requestsFor, startBench, translated } from "./bench.ts";
import { always, run } from "./troubles.ts";

test("the key is in no error, event or file, even if the server repeats it", async () => {
  const echo = (status: number) => ({ status, body: { error: { message: `No ${key} here` } } });
  const bench = await startBench({
    fault: (ordinal) =>
      [echo(500), echo(400), echo(429), { status: 200, body: echo(1).body }, echo(402)][
        ordinal - 1
      ],
  });
  const engine = bench.engine({ concurrency: 1 });
  await engine.send(requestsFor(4));
  const collecting = (async () => {
    for await (const lot of engine.collect()) for await (const _ of lot.answers);
  })();
  const error: unknown = await collecting.catch((reason: unknown) => reason);
  expect(String(error)).toContain("No *** here");
  expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(key);
  expect(JSON.stringify(bench.events)).not.toContain(key);
  expect(await bench.stored()).toContain("No *** here");
  expect(await bench.stored()).not.toContain(key);
});

test("the key does not follow a redirect to another host", async () => {
  const other = await startBench();
  const location = `${other.server.url}/chat/completions`;
  const bench = await startBench(always({ status: 307, headers: { location } }));
  await expect(run(bench, 1)).rejects.toMatchObject({ code: "not-the-provider" });
  expect(other.server.asked).toEqual([]);
  expect(other.server.broken).toEqual([]);
});

test("the key is not needed on this machine, and no word of one is sent", async () => {
  const bench = await startBench({ apiKey: null });
  const engine = bench.engine({ apiKey: undefined });
  await engine.send(requestsFor(2));
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2"));
  expect(bench.server.broken).toEqual([]);
});

test.each([
  "https://api.example.com/v1",
  "http://192.168.0.7:8000/v1",
  "http://127.example.com/v1",
])("is asked for before anything goes to %s", async (baseURL) => {
  const bench = await startBench();
  const engine = bench.engine({ apiKey: undefined, baseURL });
  await expect(engine.send(requestsFor(1))).rejects.toMatchObject({ code: "no-key" });
  expect(await engine.inFlight()).toEqual([]);
});

test.each([`${key}\n`, "sk two", "“sk-one”"])("the key %j is told as malformed", async (apiKey) => {
  const bench = await startBench();
  const sending = bench.engine({ apiKey }).send(requestsFor(1));
  await expect(sending).rejects.toMatchObject({ code: "key-malformed" });
  await expect(sending).rejects.not.toThrow(apiKey.trim());
  expect(bench.server.asked).toEqual([]);
});
