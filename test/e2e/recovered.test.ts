import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ReplyTo } from "../support/batch-server/options.ts";
import { speak } from "../support/speak.ts";
import { type Bench, frenchDocs, startBench, translated, translateLines } from "./bench.ts";

const texts = ["A first page", "It has a few words."];
const files = { "docs/one.md": `# ${texts[0]}\n\n${texts[1]}\n` };

/** Only the texts of the pages above. */
const plugin = { content: ["docs"] };

/** A batch that a look takes no nearer to its end than one step of many. */
const slow = {
  pace: { advanceOnPoll: true, stepMs: Number.POSITIVE_INFINITY, progressSteps: 500 },
};

async function loseJournal({ site }: Bench): Promise<void> {
  await rm(join(site.dir, ".translate-llm", "batches"), { recursive: true });
}

test("a batch whose journal is lost is found by the site's id, and paid for once", async () => {
  const bench = await startBench({ files, plugin, server: slow });
  const running = bench.start();
  await expect
    .poll(() => bench.server.audit.count("GET /v1/batches/:id"), { timeout: 120_000 })
    .toBeGreaterThan(0);
  running.kill();
  await running.outcome;
  await loseJournal(bench);
  await bench.server.settle();
  const outcome = await bench.run();
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  expect(outcome.stderr).toContain("of an earlier run found");
  expect(bench.sent()).toEqual([...texts].sort());
  expect(await bench.site.read(`${frenchDocs}/one.md`)).toContain(
    translated("It has a few words."),
  );
});

test("where nothing is missing, a lost journal is no reason to ask the provider", async () => {
  const bench = await startBench({ files, plugin });
  expect(await bench.run()).toMatchObject({ code: 0 });
  await loseJournal(bench);
  bench.forget();
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(bench.exchanges()).toBe(0);
});

test("a batch in doubt stops every run until --resubmit", async () => {
  const faults = [
    { on: "POST /v1/batches", do: "reset-before" as const },
    { on: "GET /v1/batches", times: 3, do: { status: 404 } },
  ];
  const bench = await startBench({ files, plugin, server: { faults } });
  for (const _ of [1, 2]) {
    const stopped = await bench.run();
    expect(stopped).toMatchObject({ code: 1 });
    expect(stopped.stderr).toContain("--resubmit");
  }
  expect(bench.sent()).toEqual([]);
  const outcome = await bench.run("--resubmit");
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  expect(bench.sent()).toEqual([...texts].sort());
});

/** Each is a Request of its own. */
const many = Array.from(
  { length: 30 },
  (_, at) => `Paragraph ${at} ${"of many words ".repeat(20)}.`,
);
const manyRequests = {
  files: { "docs/one.md": `${many.join("\n\n")}\n` },
  plugin: { ...plugin, requestTokens: 50 },
};

test("a field that the model refuses is told after twenty requests", async () => {
  const error = { code: "unsupported_parameter", message: "Unsupported parameter: max_tokens" };
  const server = { reply: () => ({ status: 400, error }) };
  const bench = await startBench({ ...manyRequests, server });
  const outcome = await bench.run();
  expect(outcome).toMatchObject({ code: 1 });
  expect(outcome.stderr).toMatch(/refused all 20 requests .*Unsupported parameter: max_tokens/);
  expect(bench.server.audit.batches.map(({ request_counts: { total } }) => total)).toEqual([20]);
});

test("a model that does well gets the rest", async () => {
  const reply: ReplyTo = (body) => translateLines(body, undefined, speak);
  const bench = await startBench({ ...manyRequests, server: { reply } });
  const outcome = await bench.run();
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  const sizes = bench.server.audit.batches.map(({ request_counts: { total } }) => total);
  expect(sizes).toEqual([20, 10]);
});
