import fc from "fast-check";
import { expect, test } from "vitest";
import type { Answer } from "../../../../src/core/model.ts";
import type { Engine } from "../../../../src/io/ports.ts";
import type { BatchServerOptions, Outcome, Reply } from "../../../support/batch-server/options.ts";
import {
  type Bench,
  collectAll,
  LIMITS,
  outcomes,
  requestsFor,
  startBench,
  translated,
} from "./bench.ts";

async function sendAndCollect(bench: Bench, count: number): Promise<readonly Answer[]> {
  const engine = bench.engine({ limits: { ...LIMITS, requests: 3 } });
  await engine.send(requestsFor(count));
  return collectAll(engine);
}

/** All that is delivered, should there be a batch that failed as a whole or not. */
async function collectAround(engine: Engine): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  try {
    for await (const lot of engine.collect()) {
      for await (const answer of lot.answers) answers.push(answer);
      await lot.settle();
    }
  } catch (error) {
    expect(error).toMatchObject({ code: "batch-refused" });
  }
  return answers;
}

const ENDS: readonly Outcome[] = [
  "completed",
  ...(["expired", "cancelled", "failed"] as const).flatMap((ended) =>
    [0, 0.4, 1].map((finished) => ({ ended, finished })),
  ),
];

const LINES: readonly Reply[] = [
  "good",
  { content: "half", finishReason: "length" },
  { refusal: "I will not." },
  { status: 400, error: { code: "bad", message: "no" } },
  { status: 500, error: { code: "inference_failed", message: "later" } },
  { noResponse: "missing" },
  { noResponse: { code: "inference_failed", message: "x" } },
];

/** Valid or not, these take nothing away. */
const REWRITES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text + text,
  (text) => `${text}\n\n`,
  (text) => `not json\n${text}`,
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => text.trimEnd(),
  (text) => `{"custom_id":"stranger","response":null,"error":{"code":"x","message":"y"}}\n${text}`,
];

const scene = fc.record({
  ends: fc.array(fc.constantFrom(...ENDS), { minLength: 3, maxLength: 3 }),
  replies: fc.array(fc.constantFrom(...LINES), { minLength: 8, maxLength: 8 }),
  rewrite: fc.constantFrom(...REWRITES),
  unfinishedLines: fc.constantFrom("listed" as const, "missing" as const),
});

test("however batches end, each request has one answer, and all that was paid for is delivered", async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ ends, replies, ...rest }) => {
      const server: Partial<BatchServerOptions> = {
        ...rest,
        outcome: (at) => ends[at - 1] ?? "completed",
        reply: (_, { customId }) => replies[Number(customId?.slice(1)) - 1] ?? "good",
      };
      const bench = await startBench(server);
      const engine = bench.engine({ limits: { ...LIMITS, requests: 3 } });
      await engine.send(requestsFor(8));
      const answers = await collectAround(engine);
      const found = outcomes(answers);
      expect(Object.keys(found)).toHaveLength(answers.length);
      const failed = bench.server.audit.batches.filter(({ status }) => status === "failed").length;
      expect(8 - answers.length).toBeLessThanOrEqual(3 * failed);
      for (const { customId, content } of bench.server.audit.billed) {
        expect([content, "refused"]).toContain(found[customId ?? ""]);
      }
      expect(await bench.files()).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 120_000);

test("asked again for what had no answer, and only for that, everything is there in the end", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...ENDS), { maxLength: 8 }), async (ends) => {
      const bench = await startBench({ outcome: (at) => ends[at - 1] ?? "completed" });
      const engine = bench.engine({ limits: { ...LIMITS, requests: 3 } });
      const found: Record<string, string> = {};
      for (let round = 0; round < 10 && Object.keys(found).length < 8; round += 1) {
        const open = requestsFor(8).filter(({ customId }) => found[customId] === undefined);
        await engine.send(open);
        for (const { request, result } of await collectAround(engine)) {
          if (result.kind === "text") found[request.customId] = result.content;
        }
      }
      expect(found).toEqual(translated(...requestsFor(8).map(({ customId }) => customId)));
      expect(bench.server.audit.billed).toHaveLength(8);
    }),
    { numRuns: 10 },
  );
}, 120_000);

test("a file of errors that is gone does not spoil the output", async () => {
  const reply = (_: unknown, { customId }: { customId: string | null }): Reply =>
    customId === "r1" ? "good" : { status: 400 };
  const bench = await startBench({ reply });
  bench.server.faults.push({
    on: "GET /v1/files/:id/content",
    skip: 1,
    times: Infinity,
    do: { status: 404 },
  });
  expect(outcomes(await sendAndCollect(bench, 2))).toEqual({ r1: "good", r2: "lost" });
  expect(bench.warnings("results-missing")).toHaveLength(1);
  expect(await bench.files()).toEqual([]);
});

test("output that is cut off for good is used as far as it goes", async () => {
  const bench = await startBench({ rewrite: (text) => text.slice(0, text.length - 30) });
  const found = Object.values(outcomes(await sendAndCollect(bench, 3)));
  expect(found.filter((one) => one.startsWith("translated"))).toHaveLength(2);
  expect(found.filter((one) => one === "lost")).toHaveLength(1);
});

test("a batch over the same file that shows up after its second creation is used too", async () => {
  const bench = await startBench({
    pace: { listingDelayMs: 1_000_000 },
    outcome: (at) => (at === 1 ? "completed" : { ended: "expired", finished: 0 }),
    faults: [{ on: "POST /v1/batches", do: "reset-after" }],
  });
  const engine = bench.engine();
  await engine.recover?.();
  await engine.send(requestsFor(2));
  expect(bench.server.audit.batches).toHaveLength(2);
  expect(outcomes(await collectAll(engine))).toEqual({ r1: "lost", r2: "lost" });
  await bench.clock.wait(1_000_000);
  await engine.recover?.();
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2"));
});

test("a batch that shows up after its creation was given up for lost is not created again", async () => {
  const bench = await startBench({
    pace: { listingDelayMs: 1_000_000 },
    faults: [
      { on: "POST /v1/batches", do: "reset-after" },
      { on: "POST /v1/batches", do: { status: 429, retryAfter: 7 } },
    ],
  });
  const wait = async (ms: number) => {
    if (ms === 7000) throw new Error("killed");
    await bench.clock.wait(ms);
  };
  const sending = bench.engine({}, { ...bench.clock, wait }).send(requestsFor(2));
  await expect(sending).rejects.toThrow("killed");
  bench.server.faults.clear();
  await bench.clock.wait(1_000_000);
  const engine = bench.engine();
  await engine.recover?.();
  expect(outcomes(await collectAll(engine))).toEqual(translated("r1", "r2"));
  expect(bench.server.audit.batches).toHaveLength(1);
});
