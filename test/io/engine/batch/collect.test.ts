import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Reply } from "../../../support/batch-server/options.ts";
import {
  type Bench,
  collectAll,
  KEY,
  outcomes,
  requestsFor,
  startBench,
  translated,
} from "./bench.ts";

async function sendAndCollect(bench: Bench, count = 4): Promise<Record<string, string>> {
  const engine = bench.engine();
  await engine.send(requestsFor(count));
  return outcomes(await collectAll(engine));
}

/** Replies that depend on the request's number. */

function replyTo(reply: (id: number) => Reply) {
  return (_: unknown, { customId }: { customId: string | null }): Reply =>
    reply(Number(customId?.slice(1)));
}

test("shuffled output finds its requests, and nothing is left behind", async () => {
  const bench = await startBench({ seed: 5 });
  const expected = translated(...requestsFor(40).map(({ customId }) => customId));
  expect(await sendAndCollect(bench, 40)).toEqual(expected);
  expect(await bench.files()).toEqual([]);
  expect(bench.events.at(-1)).toMatchObject({
    kind: "batch-collected",
    status: "completed",
    answers: 40,
    failures: 0,
  });
});

test("answers say what the provider counted", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(1));
  const [answer] = await collectAll(engine);
  expect(answer?.result).toMatchObject({ kind: "text", finishReason: "stop" });
  expect(answer?.result.usage.input).toBeGreaterThan(0);
  expect(answer?.result.usage.output).toBeGreaterThan(0);
});

test("a batch in which every request failed has no output, only failures", async () => {
  const bench = await startBench({
    reply: () => ({ error: { code: "inference_failed", message: "Maximum retries reached" } }),
  });
  expect(await sendAndCollect(bench, 2)).toEqual({ r1: "failed", r2: "failed" });
  expect(bench.server.audit.batches[0]?.output_file_id).toBeNull();
});

test("failures, refusals and lost lines are told apart", async () => {
  const bench = await startBench({
    reply: replyTo((id) => {
      if (id === 1) return "good";
      if (id === 2) return { status: 400, error: { code: "bad", message: "no" } };
      if (id === 3) return { refusal: "I will not." };
      if (id === 4) return { content: "cut", finishReason: "content_filter" };
      if (id === 5) return { noResponse: "missing" };
      if (id === 6) return { noResponse: { code: "inference_failed", message: "x" } };
      return { content: "half", finishReason: "length" };
    }),
  });
  expect(await sendAndCollect(bench, 7)).toEqual({
    r1: "good",
    r2: "failed",
    r3: "refused",
    r4: "refused",
    r5: "lost",
    r6: "failed",
    r7: "half",
  });
});

test("a failure in the provider's words never holds the key", async () => {
  const message = `Incorrect API key provided: ${KEY}`;
  const bench = await startBench({
    reply: () => ({ status: 401, error: { code: "bad", message } }),
  });
  const engine = bench.engine();
  await engine.send(requestsFor(1));
  expect((await collectAll(engine))[0]?.result).toMatchObject({
    message: "Incorrect API key provided: ***",
  });
});

test("a batch without any result file gives every request back", async () => {
  const bench = await startBench({ reply: () => ({ noResponse: "missing" }) });
  expect(await sendAndCollect(bench, 2)).toEqual({ r1: "lost", r2: "lost" });
});

for (const ended of ["expired", "cancelled"] as const) {
  for (const unfinishedLines of ["listed", "missing"] as const) {
    test(`${ended} with partial results, the rest ${unfinishedLines}: what was paid for is kept`, async () => {
      const bench = await startBench({
        outcome: () => ({ ended, finished: 0.5 }),
        unfinishedLines,
      });
      const found = Object.values(await sendAndCollect(bench, 4));
      expect(found.filter((one) => one === "lost")).toHaveLength(2);
      expect(found.filter((one) => one.startsWith("translated"))).toHaveLength(2);
    });
  }
}

test("a batch that failed as a whole frees its requests and says why, in one line", async () => {
  const message = `Invalid model\nof file\u001b[31m ${"x".repeat(400)}`;
  const bench = await startBench({
    outcome: () => ({ failedCode: "invalid_request", message }),
  });
  const engine = bench.engine();
  await engine.send(requestsFor(2));
  const error: Error = await collectAll(engine).then(
    () => expect.unreachable(),
    (reason) => reason,
  );
  expect(error).toMatchObject({ code: "batch-refused" });
  expect(error.message).toContain("Invalid model of file [31m xxx");
  expect(error.message).not.toMatch(/\p{Cc}/u);
  expect(error.message.length).toBeLessThan(450);
  expect(await engine.inFlight()).toEqual([]);
  expect(await bench.files()).toEqual([]);
});

test("a hostile output file can do nothing: bad lines, strangers and repetitions are passed over", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(2));
  for await (const lot of engine.collect()) {
    const [shard = ""] = (await bench.files()).filter((name) => name.endsWith(".output.jsonl"));
    await writeFile(join(bench.directory, shard), HOSTILE);
    const found: Record<string, string> = {};
    for await (const { request, result } of lot.answers) {
      expect(found[request.customId]).toBeUndefined();
      found[request.customId] = result.kind === "text" ? result.content : result.reason;
    }
    expect(found).toEqual({ r1: "first", r2: "late" });
    await lot.settle();
  }
  expect(bench.warnings("unreadable-record")).toHaveLength(5);
  expect(bench.warnings("unexpected-answers")).toMatchObject([{ answers: 1 }]);
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("polluted");
});

const good = (id: string, content: string): string =>
  JSON.stringify({
    custom_id: id,
    response: { status_code: 200, body: { choices: [{ message: { content } }] } },
  });

const HOSTILE = [
  "not json",
  "[1,2]",
  '{"custom_id":7}',
  '"text"',
  "",
  '{"__proto__":{"polluted":1},"custom_id":"__proto__"}',
  good("stranger", "x"),
  JSON.stringify({ custom_id: "r2", error: "too early", response: null }),
  good("r1", "first"),
  good("r1", "second"),
  good("r2", "late"),
].join("\n");

test("a broken journal stops every door, until it is mended", async () => {
  const bench = await startBench();
  const engine = bench.engine();
  const path = join(bench.directory, "journal.jsonl");
  await writeFile(path, "nonsense\n");
  await expect(engine.inFlight()).rejects.toMatchObject({ code: "journal-broken" });
  await expect(engine.send(requestsFor(1))).rejects.toMatchObject({ code: "journal-broken" });
  await expect(collectAll(engine)).rejects.toMatchObject({ code: "journal-broken" });
  await writeFile(path, "");
  expect(await engine.inFlight()).toEqual([]);
});
