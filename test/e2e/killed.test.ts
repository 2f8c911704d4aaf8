import { expect, test } from "vitest";
import { type Bench, frenchDocs, startBench, translated } from "./bench.ts";

const texts = ["A first page", "It has a few words.", "A second page", "It has some more."];

const files = {
  "docs/one.md": `# ${texts[0]}\n\n${texts[1]}\n`,
  "docs/two.md": `# ${texts[2]}\n\n${texts[3]}\n`,
};

/** Only the texts above. */
const plugin = { content: ["docs"] };

/** A batch that a look takes no nearer to its end than one step of many. */
const slow = {
  pace: { advanceOnPoll: true, stepMs: Number.POSITIVE_INFINITY, progressSteps: 500 },
};

/** The same command again: everything is there, and all was paid for once. */
async function expectAllPaidOnce(bench: Bench): Promise<void> {
  const outcome = await bench.run();
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  expect(bench.server.audit.batches).toHaveLength(1);
  expect(bench.sent()).toEqual([...texts].sort());
  expect(await bench.site.read(`${frenchDocs}/two.md`)).toContain(translated("It has some more."));
  expect(await bench.site.list(".translate-llm/batches")).toEqual([
    expect.stringMatching(/notes-/),
  ]);
}

/** Kills the command once so many requests came to a route. */
async function killAt(bench: Bench, route: string, count = 1): Promise<void> {
  const running = bench.start();
  await expect
    .poll(() => bench.server.audit.count(route), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(count);
  running.kill();
  expect(await running.outcome).toMatchObject({ code: null });
}

test("a run killed while its batch is in progress is taken up by the next", async () => {
  const bench = await startBench({ files, plugin, server: slow });
  await killAt(bench, "GET /v1/batches/:id", 2);
  expect(await bench.site.list("i18n")).toEqual([]);
  await bench.server.settle();
  await expectAllPaidOnce(bench);
  expect(bench.server.audit.count("POST /v1/batches")).toBe(1);
  expect(bench.server.audit.count("POST /v1/files")).toBe(1);
});

test("a run killed while it uploads creates no second batch", async () => {
  const faults = [{ on: "POST /v1/files", do: { delayMs: 1500 } }];
  const bench = await startBench({ files, plugin, server: { faults } });
  await killAt(bench, "POST /v1/files");
  await expectAllPaidOnce(bench);
  expect(bench.server.audit.count("POST /v1/batches")).toBe(1);
});

test("a batch that comes to be after its creator was killed is found in the list", async () => {
  const faults = [{ on: "POST /v1/batches", do: { delayMs: 500 } }];
  const bench = await startBench({ files, plugin, server: { faults } });
  await killAt(bench, "POST /v1/batches");
  await expect.poll(() => bench.server.audit.batches.length, { timeout: 10_000 }).toBe(1);
  await expectAllPaidOnce(bench);
  expect(bench.server.audit.count("POST /v1/batches")).toBe(1);
});

test("a batch whose creation was answered to nobody is found in the list", async () => {
  const faults = [{ on: "POST /v1/batches", do: "reset-after" as const }];
  const bench = await startBench({ files, plugin, server: { faults } });
  await expectAllPaidOnce(bench);
  expect(bench.server.audit.count("POST /v1/batches")).toBe(1);
});

test("texts of a killed run are not asked for again, new ones are", async () => {
  const bench = await startBench({ files, plugin, server: slow });
  await killAt(bench, "GET /v1/batches/:id", 1);
  await bench.site.write({ "docs/three.md": "# A third page\n" });
  const running = bench.start();
  await expect.poll(() => bench.server.audit.batches.length, { timeout: 60_000 }).toBe(2);
  await bench.server.settle();
  const outcome = await running.outcome;
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  expect(bench.sent()).toEqual([...texts, "A third page"].sort());
});
