import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  collectAll,
  converge,
  KEY,
  LIMITS,
  outcomes,
  requestsFor,
  startBench,
  translated,
} from "./bench.ts";

test("requests travel as one batch, named after site, shard and content", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(3));
  expect(bench.server.audit.batches).toHaveLength(1);
  expect(bench.server.audit.batches[0]).toMatchObject({
    endpoint: "/v1/chat/completions",
    completion_window: "24h",
    metadata: {
      tool: "docusaurus-plugin-translate-llm",
      site: "site-1",
      shard: expect.stringMatching(/^shard-[0-9a-f]{12}$/),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  });
  expect(bench.events.map(({ kind }) => kind)).toEqual(["batch-uploaded", "batch-created"]);
});

test("each step is in the journal before it is taken", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(1));
  const kinds = (await bench.journal())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).kind);
  expect(kinds).toEqual(["planned", "upload-intent", "uploaded", "create-intent", "created"]);
});

test("nothing to send asks nothing of the provider", async () => {
  const bench = await startBench();
  await bench.engine().send([]);
  expect(bench.server.audit.exchanges).toEqual([]);
});

test("two models make two batches", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  const mixed = requestsFor(2, "model-a", "a").flatMap((one, index) => [
    one,
    ...requestsFor(2, "model-b", "b").slice(index, index + 1),
  ]);
  await engine.send(mixed);
  expect(bench.server.audit.batches).toHaveLength(2);
  expect(outcomes(await collectAll(engine))).toEqual(translated("a1", "a2", "b1", "b2"));
});

test("shards keep below both limits", async () => {
  const bench = await startBench({ limits: { maxLines: 2 } });
  const engine = bench.engine({ limits: { ...LIMITS, requests: 2 } });
  await engine.send(requestsFor(5));
  expect(bench.server.audit.batches).toHaveLength(3);
  expect(Object.keys(outcomes(await collectAll(engine)))).toHaveLength(5);
});

test("a request given twice is sent once", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send([...requestsFor(2), ...requestsFor(2)]);
  await collectAll(engine);
  expect(bench.server.audit.billed).toHaveLength(2);
});

test("what was sent is in flight until its lot is settled", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  const requests = requestsFor(3);
  await engine.send(requests);
  const owed = requests.map((request) => ({ ...request, tariff: "batch" }));
  expect(await engine.inFlight()).toEqual(owed);
  expect(await bench.engine().inFlight()).toEqual(owed);
  for await (const lot of engine.collect()) {
    for await (const _ of lot.answers);
    expect(await engine.inFlight()).toHaveLength(3);
    await lot.settle();
  }
  expect(await engine.inFlight()).toEqual([]);
});

test("asking what is in flight asks nothing of the provider", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(2));
  bench.server.audit.reset();
  expect(await bench.engine({ apiKey: undefined }).inFlight()).toHaveLength(2);
  expect(bench.server.audit.exchanges).toEqual([]);
});

test("a busy provider is asked again, after as long as it says", async () => {
  const bench = await startBench({
    faults: [
      { on: "POST /v1/files", do: { status: 429, retryAfter: 7 } },
      { on: "POST /v1/batches", do: { status: 429, retryAfter: 21 } },
    ],
  });
  await bench.engine().send(requestsFor(1));
  expect(bench.clock.waits).toEqual([7000, 21_000]);
  expect(bench.warnings("retrying")).toHaveLength(2);
  expect(bench.server.audit.batches).toHaveLength(1);
});

test("a retry-after beyond reason is cut to ten minutes", async () => {
  const fault = { on: "POST /v1/files", do: { status: 429, retryAfter: 999_999 } };
  const bench = await startBench({ faults: [fault] });
  await bench.engine().send(requestsFor(1));
  expect(bench.clock.waits).toEqual([600_000]);
});

test("a provider that stays busy is told so, and the requests are free again", async () => {
  const fault = { on: "POST /v1/batches", times: 99, do: { status: 429 } };
  const bench = await startBench({ faults: [fault] });
  const engine = bench.engine();
  await expect(engine.send(requestsFor(1))).rejects.toMatchObject({ code: "provider-refused" });
  expect(await engine.inFlight()).toEqual([]);
  expect(await bench.files()).toEqual([]);
});

test("an empty account is not waited for", async () => {
  const body = { error: { code: "insufficient_quota", message: "You exceeded your quota." } };
  const bench = await startBench({
    faults: [{ on: "POST /v1/batches", times: 99, do: { status: 429, body } }],
  });
  const sending = bench.engine().send(requestsFor(1));
  await expect(sending).rejects.toThrow("(429): 429 You exceeded your quota.");
  expect(bench.clock.waits).toEqual([]);
});

for (const [status, code] of [
  [400, "provider-refused"],
  [401, "key-refused"],
  [402, "no-credit"],
  [403, "key-refused"],
  [404, "provider-refused"],
] as const) {
  for (const route of ["POST /v1/files", "POST /v1/batches"]) {
    test(`${status} on ${route} is final: one request, one sentence, nothing in flight`, async () => {
      const bench = await startBench({ faults: [{ on: route, times: 9, do: { status } }] });
      const engine = bench.engine();
      await expect(engine.send(requestsFor(1))).rejects.toMatchObject({ code });
      expect(bench.server.audit.count(route)).toBe(1);
      expect(await engine.inFlight()).toEqual([]);
      bench.server.faults.clear();
      await engine.send(requestsFor(1));
      expect(outcomes(await collectAll(engine))).toEqual(translated("r1"));
    });
  }
}

test("a provider that cannot be reached loses nothing", async () => {
  const bench = await startBench({
    faults: [{ on: "POST /v1/files", times: 5, do: "reset-before" }],
  });
  await expect(bench.engine().send(requestsFor(2))).rejects.toMatchObject({
    code: "provider-unreachable",
  });
  expect(await converge(bench.engine(), requestsFor(2))).toEqual(translated("r1", "r2"));
});

test("a missing key is asked for before anything is tried or planned", async () => {
  const bench = await startBench();
  const engine = bench.engine({ apiKey: undefined });
  await expect(engine.send(requestsFor(1))).rejects.toMatchObject({ code: "no-key" });
  expect(bench.server.audit.exchanges).toEqual([]);
  expect(await engine.inFlight()).toEqual([]);
});

test.each([
  ["a line break at its end", `${KEY}\n`],
  ["a space in it", "sk two"],
  ["typographic quotes", "“sk-one”"],
])("a key with %s is named as what it is, and is not shown", async (_, apiKey) => {
  const bench = await startBench();
  const sending = bench.engine({ apiKey }).send(requestsFor(1));
  await expect(sending).rejects.toMatchObject({ code: "key-malformed" });
  await expect(sending).rejects.not.toThrow(apiKey.trim());
  expect(bench.server.audit.exchanges).toEqual([]);
});

test.each([
  [400, "No such File object: file-1"],
  [404, "Input file file-1 not found"],
  [400, "The file is not processed yet: file not ready"],
])(
  "a file that the provider does not know yet (%i, %s) is tried again",
  async (status, message) => {
    const fault = { on: "POST /v1/batches", do: { status, body: { error: { message } } } };
    const bench = await startBench({ faults: [fault] });
    await bench.engine().send(requestsFor(1));
    expect(bench.server.audit.count("POST /v1/files")).toBe(1);
    expect(bench.server.audit.batches).toHaveLength(1);
  },
);

test("a redirect is not followed", async () => {
  const bench = await startBench();
  const other = await startBench();
  bench.server.faults.push({ on: "POST /v1/files", do: { status: 307 } });
  await expect(bench.engine().send(requestsFor(1))).rejects.toMatchObject({
    code: "not-the-provider",
  });
  expect(other.server.audit.exchanges).toEqual([]);
});

test("the shard file holds one request line each", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(2));
  const file = (await bench.files()).find((name) => name.startsWith("shard-")) ?? "";
  const lines = (await readFile(join(bench.directory, file), "utf8")).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { custom_id: "r1", method: "POST", url: "/v1/chat/completions", body: { model: "model-a" } },
    { custom_id: "r2" },
  ]);
});

test("the key is nowhere: not on disk, in events or in errors, even if the provider repeats it", async () => {
  const echo = { status: 400, body: { error: { message: `Bad key ${KEY} in request` } } };
  const bench = await startBench({
    faults: [
      { on: "POST /v1/files", do: { status: 500, body: { error: { message: `oops ${KEY}` } } } },
      { on: "POST /v1/batches", do: echo },
    ],
  });
  const engine = bench.engine();
  const error: Error = await engine.send(requestsFor(1)).then(
    () => expect.unreachable(),
    (reason) => reason,
  );
  expect(error.message).toContain("Bad key *** in request");
  await engine.send(requestsFor(2));
  const inspected = await import("node:util").then(({ inspect }) =>
    inspect(error, { depth: Infinity, showHidden: true }),
  );
  expect(inspected).not.toContain(KEY);
  expect(JSON.stringify(bench.events)).not.toContain(KEY);
  for (const file of await bench.files()) {
    expect(await readFile(join(bench.directory, file), "utf8")).not.toContain(KEY);
  }
});
