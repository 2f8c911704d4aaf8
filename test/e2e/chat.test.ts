import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { speak } from "../support/speak.ts";
import { frenchDocs, key, startBench } from "./bench.ts";
import {
  type ChatBench,
  docsOnly,
  longTexts,
  reply,
  startChatBench,
  textsOf,
} from "./chat-bench.ts";

const texts = longTexts(40);

const files = {
  "docs/one.md": `${texts.slice(0, 25).join("\n\n")}\n`,
  "docs/two.md": `${texts.slice(25).join("\n\n")}\n`,
};

const small = { ...docsOnly, requestTokens: 50, concurrency: 3 };

/** The page has every text, translated. */
async function expectTranslated({ site }: Pick<ChatBench, "site">): Promise<void> {
  const pages = [`${frenchDocs}/one.md`, `${frenchDocs}/two.md`];
  const written = (await Promise.all(pages.map((page) => site.read(page)))).join("\n");
  expect(texts.filter((text) => !written.includes(speak(text, "fr")))).toEqual([]);
}

test("a site is translated without a batch, and the second run asks nothing", async () => {
  const bench = await startChatBench({ files, plugin: small });
  const first = await bench.start().outcome;
  expect(first, first.stderr).toMatchObject({ code: 0 });
  expect(first.stderr).toContain("40/40 answered");
  await expectTranslated(bench);
  expect(bench.texts().toSorted()).toEqual([...texts].sort());
  expect(bench.server.peak()).toBeLessThanOrEqual(3);
  expect(await bench.site.list(".translate-llm/chat")).toEqual([]);
  expect(await bench.site.list(".translate-llm/batches")).toEqual([]);
  expect(await bench.site.read(".translate-llm/.gitignore")).toContain("chat/\n");
  expect(await bench.start().outcome).toMatchObject({ code: 0 });
  expect(bench.server.asked).toHaveLength(40);
});

/** The texts whose answers are on disk. */
async function textsOnDisk({ site }: ChatBench): Promise<readonly string[]> {
  const lots = (await site.list(".translate-llm/chat")).filter((path) => path.includes("lot-"));
  const lines = (await Promise.all(lots.map(site.read))).flatMap((lot) => lot.trim().split("\n"));
  return lines.flatMap((line) => textsOf(JSON.parse(line).request.body));
}

test("a run killed in the middle is taken up: no delivered answer is asked for again", async () => {
  const bench = await startChatBench({ files, plugin: small, server: { delayMs: 100 } });
  const running = bench.start();
  await expect
    .poll(() => bench.server.asked.length, { timeout: 60_000, interval: 10 })
    .toBeGreaterThanOrEqual(17);
  running.kill();
  expect(await running.outcome).toMatchObject({ code: null });
  await sleep(300);
  const before = bench.server.asked.length;
  const safe = await textsOnDisk(bench);
  expect(safe.length).toBeGreaterThanOrEqual(12);

  const { code, stderr } = await bench.start().outcome;
  expect(code, stderr).toBe(0);
  await expectTranslated(bench);
  expect(bench.texts(before).filter((text) => safe.includes(text))).toEqual([]);
  const twice = bench.texts(before).filter((text) => bench.texts().slice(0, before).includes(text));
  expect(twice.length).toBeLessThanOrEqual(3);
  expect(bench.server.asked).toHaveLength(40 + twice.length);
  expect(stderr).toMatch(/An earlier run died while it waited for \d answers?;/);
  expect(await bench.site.list(".translate-llm/chat")).toEqual([]);
});

test("what a killed chat has answers to is not sent as a batch", async () => {
  const bench = await startBench({
    files,
    plugin: { ...small, engine: "chat", limits: { canary: 0 } },
    server: {
      reply,
      faults: [{ on: "POST /v1/chat/completions", times: 99, do: { delayMs: 100 } }],
    },
  });
  const running = bench.start();
  await expect.poll(() => bench.sent().length, { timeout: 60_000 }).toBeGreaterThanOrEqual(9);
  running.kill();
  await running.outcome;
  await sleep(300);
  const outcome = await bench.run("--engine", "batch");
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  await expectTranslated(bench);
  expect(bench.sent().length).toBeLessThanOrEqual(40 + 3);
  expect(bench.server.audit.batches).toHaveLength(1);
});

test("texts of a batch in flight are not asked for through chat", async () => {
  const slow = { advanceOnPoll: true, stepMs: Number.POSITIVE_INFINITY, progressSteps: 500 };
  const bench = await startBench({
    files,
    plugin: { ...small, limits: { canary: 0 } },
    server: { reply, pace: slow },
  });
  const running = bench.start();
  await expect
    .poll(() => bench.server.audit.count("GET /v1/batches/:id"), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(1);
  running.kill();
  await running.outcome;
  await bench.site.write({ "docs/three.md": "# A third page\n" });
  await bench.server.settle();
  const outcome = await bench.run("--engine", "chat");
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  await expectTranslated(bench);
  expect(bench.sent()).toEqual([...texts, "A third page"].sort());
  expect(bench.server.audit.count("POST /v1/chat/completions")).toBe(1);
});

test("auto takes chat for a few requests, and a batch for many", async () => {
  const plugin = { ...small, engine: "auto", limits: { canary: 0 } };
  const bench = await startBench({ files, plugin, server: { reply } });
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(bench.server.audit.count("POST /v1/chat/completions")).toBe(40);
  expect(bench.server.audit.batches).toEqual([]);
  await bench.site.write({ "docs/three.md": `${longTexts(100).slice(40).join("\n\n")}\n` });
  const outcome = await bench.run();
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  expect(bench.server.audit.count("POST /v1/chat/completions")).toBe(40);
  expect(bench.server.audit.batches).toHaveLength(1);
  expect(bench.sent()).toEqual([...longTexts(100)].sort());
});

test("a server on this machine needs no key", async () => {
  const bench = await startChatBench({ files, server: { apiKey: null } });
  const outcome = await bench.start([], { OPENAI_API_KEY: "" }).outcome;
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  await expectTranslated(bench);
});

test("a wrong key ends the run with one sentence, and the next run goes on", async () => {
  let isLocked = true;
  const bench = await startChatBench({
    files,
    plugin: small,
    server: { fault: (ordinal) => (isLocked && ordinal > 10 ? { status: 401 } : undefined) },
  });
  const { code, stderr } = await bench.start().outcome;
  expect(code).toBe(1);
  expect(stderr).toContain("refused the API key from OPENAI_API_KEY (401).");
  expect(stderr).not.toContain(key);
  const asked = bench.server.asked.length;
  expect(asked).toBeLessThanOrEqual(13);
  isLocked = false;
  expect(await bench.start().outcome).toMatchObject({ code: 0 });
  await expectTranslated(bench);
  expect(bench.server.asked).toHaveLength(asked + 30);
});

test("a busy server is waited for", async () => {
  const busy = { status: 429, headers: { "retry-after": "1" } };
  const bench = await startChatBench({
    files,
    plugin: small,
    server: { fault: (ordinal) => (ordinal % 10 === 5 ? busy : undefined) },
  });
  const { code, stderr } = await bench.start().outcome;
  expect(code, stderr).toBe(0);
  await expectTranslated(bench);
  expect(stderr).toContain("answer failed (429 Scripted fault.); trying again in");
});
