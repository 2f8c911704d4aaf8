import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Engine } from "../../src/io/ports.ts";
import type { ChatBody } from "../support/batch-server/wire.ts";
import { speak } from "../support/speak.ts";
import { type Bench, startBench } from "./bench.ts";
import { type ProviderBench, startProvider, translateLines } from "./provider-bench.ts";

const texts = ["A page about batches", "Its first words.", "And some more of them."];
const source = `# ${texts[0]}\n\n${texts[1]}\n\n${texts[2]}\n`;

function machine(bench: Bench, provider: ProviderBench, name: string): Engine {
  return provider.engine(join(bench.dir, name));
}

/** Sends, and dies before anything comes back. */
async function sendOnly(bench: Bench, engine: Engine): Promise<void> {
  const dying: Engine = {
    ...engine,
    // biome-ignore lint/correctness/useYield: it dies before it comes to that.
    collect: async function* () {
      throw new Error("killed");
    },
  };
  await expect(bench.run({ ports: { engine: dying } })).rejects.toThrow("killed");
}

/** All lines of Memory, sorted. */
async function memoryLines(bench: Bench): Promise<readonly string[]> {
  const dir = bench.path("memory", "fr");
  const files = await readdir(dir);
  const read = files.map((name) => readFile(join(dir, name), "utf8"));
  return (await Promise.all(read)).flatMap((text) => text.trim().split("\n")).sort();
}

test("what one machine sent, another collects: nothing is paid for twice", async () => {
  const bench = await startBench({ pages: { "a.md": source } });
  const provider = await startProvider();
  await sendOnly(bench, machine(bench, provider, "here"));
  const summary = await bench.run({ ports: { engine: machine(bench, provider, "there") } });
  expect(summary).toMatchObject({ requests: 0, problems: [] });
  expect(provider.billed()).toEqual([...texts].sort());
  expect(await bench.read("a.md")).toContain("FR Its first words.");
});

test("a batch of another machine that cannot be read stops what would be sent, not what has ended", async () => {
  const bench = await startBench({ pages: { "a.md": source } });
  const provider = await startProvider();
  await sendOnly(bench, machine(bench, provider, "here"));
  await bench.write("b.md", "A new page.\n");
  await sendOnly(bench, machine(bench, provider, "there"));
  await bench.write("c.md", "And another.\n");
  await provider.server.settle();
  const content = "GET /v1/files/:id/content";
  provider.server.faults.push({ on: content, times: 10, do: { status: 500 } });
  const third = bench.run({ ports: { engine: machine(bench, provider, "third") } });
  await expect(third).rejects.toMatchObject({ code: "batch-broken" });
  expect(await bench.read("b.md")).toBe("FR A new page.\n");
  expect(provider.server.audit.batches).toHaveLength(2);
  await bench.run({ ports: { engine: machine(bench, provider, "third") } });
  expect(provider.billed()).toEqual([...texts, "A new page.", "And another."].sort());
});

test("the source changed and the journal is lost: what still applies is kept, the rest is asked for", async () => {
  const bench = await startBench({ pages: { "a.md": source } });
  const provider = await startProvider();
  await sendOnly(bench, machine(bench, provider, "here"));
  await rm(join(bench.dir, "here"), { recursive: true });
  await bench.write("a.md", `${source}\nA new paragraph.\n`);
  await bench.write("b.md", "A new page.\n");
  await bench.run({ ports: { engine: machine(bench, provider, "here") } });
  expect(provider.billed()).toEqual([...texts, "A new paragraph.", "A new page."].sort());
  expect(await bench.read("b.md")).toBe("FR A new page.\n");
});

test("where nothing is missing, the provider is not asked, whatever is lost", async () => {
  const bench = await startBench({ pages: { "a.md": source } });
  const provider = await startProvider();
  await bench.run({ ports: { engine: machine(bench, provider, "here") } });
  provider.server.audit.reset();
  const engine = provider.engine(join(bench.dir, "there"), { apiKey: undefined });
  expect(await bench.run({ ports: { engine } })).toMatchObject({ requests: 0 });
  expect(await bench.plan({ ports: { engine } })).toMatchObject({ requests: 0 });
  expect(provider.server.audit.exchanges).toEqual([]);
});

test("batches that another machine has collected leave no second trace in Memory", async () => {
  const bench = await startBench({ pages: { "a.md": source, "b.md": "Note\n" } });
  const provider = await startProvider();
  await bench.run({ ports: { engine: machine(bench, provider, "here") } });
  const before = await memoryLines(bench);
  provider.billed();
  await bench.write("c.md", "One page more.\n");
  await bench.run({ ports: { engine: machine(bench, provider, "there") } });
  expect(provider.billed()).toEqual(["One page more."]);
  const after = await memoryLines(bench);
  expect(after.filter((line) => !before.includes(line))).toHaveLength(1);
  expect(before.filter((line) => !after.includes(line))).toEqual([]);
});

test("texts that came back in no batch of another machine are asked for again, however often that was", async () => {
  const bench = await startBench({ pages: { "a.md": source } });
  let isWell = false;
  const outcome = () => (isWell ? "completed" : ({ ended: "expired", finished: 0 } as const));
  const provider = await startProvider({ outcome });
  await bench.run({ ports: { engine: machine(bench, provider, "here") } });
  expect(provider.server.audit.batches).toHaveLength(2);
  isWell = true;
  const engine = machine(bench, provider, "there");
  expect(await bench.run({ ports: { engine } })).toMatchObject({ requests: 1, problems: [] });
  expect(provider.billed()).toEqual([...texts].sort());
});

test("an answer of another machine's batch that could not be used is one way that was tried", async () => {
  const bench = await startBench({ pages: { "a.md": source } });
  const reply = (body: ChatBody) => translateLines(body, (text) => `FR ${text} <9/>`);
  const provider = await startProvider({ reply });
  await sendOnly(bench, machine(bench, provider, "here"));
  await provider.server.settle();
  provider.billed();
  const { ladder } = await bench.run({ ports: { engine: machine(bench, provider, "there") } });
  expect(ladder.rungs.map(({ rung, requests }) => [rung, requests])).toEqual([
    ["first", 1],
    ["again", 1],
    ["alone", 3],
  ]);
  expect(provider.billed()).toHaveLength(6);
});

test("who wants other translations than there are is not given the old ones", async () => {
  const bench = await startBench({ pages: { "a.md": source } });
  const provider = await startProvider();
  await bench.run({ ports: { engine: machine(bench, provider, "here") } });
  provider.billed();
  const engine = machine(bench, provider, "there");
  await bench.run({ retranslate: "all", ports: { engine } });
  expect(provider.billed()).toEqual([...texts].sort());
});

/** Each is a Request of its own. */
const longTexts = Array.from({ length: 45 }, (_, at) => `Text ${at} ${"is long ".repeat(800)}.`);
const longPage = { pages: { "a.md": `${longTexts.join("\n\n")}\n` } };

test("a large plan sends twenty requests and, when these are well, the rest; the next one all at once", async () => {
  const bench = await startBench(longPage);
  const provider = await startProvider({ reply: (body) => translateLines(body, speak) });
  const engine = machine(bench, provider, "here");
  expect(await bench.run({ ports: { engine } })).toMatchObject({ requests: 45, problems: [] });
  const sizes = () => provider.server.audit.batches.map(({ request_counts: { total } }) => total);
  expect(sizes()).toEqual([20, 25]);
  provider.billed();
  const others = longTexts.map((text) => `Other ${text}`).join("\n\n");
  await bench.write("b.md", `${others}\n`);
  await bench.run({ ports: { engine: machine(bench, provider, "here") } });
  expect(sizes()).toEqual([45]);
}, 60_000);

test("a model that leaves the texts as they are costs twenty requests", async () => {
  const bench = await startBench(longPage);
  const provider = await startProvider({ reply: (body) => translateLines(body, (text) => text) });
  const run = bench.run({ ports: { engine: machine(bench, provider, "here") } });
  await expect(run).rejects.toMatchObject({
    code: "trial-unusable",
    message: "Only 0 of the 20 texts that were to try test-model came back usable.",
  });
  expect(provider.billed()).toHaveLength(20);
}, 60_000);

test("a field that the model refuses is told after twenty requests, in the provider's words", async () => {
  const bench = await startBench(longPage);
  const error = { code: "unsupported_parameter", message: "Use max_completion_tokens instead." };
  const provider = await startProvider({ reply: () => ({ status: 400, error }) });
  const run = bench.run({ ports: { engine: machine(bench, provider, "here") } });
  await expect(run).rejects.toThrow(
    /refused all 20 requests.*Use max_completion_tokens instead\.$/,
  );
  expect(provider.server.audit.batches).toHaveLength(1);
}, 60_000);
