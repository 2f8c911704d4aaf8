import { join } from "node:path";
import { expect, test } from "vitest";
import type { ChatRequest } from "../../src/core/model.ts";
import { createPseudoEngine } from "../../src/io/engine/pseudo/pseudo-engine.ts";
import type { Money, Summary } from "../../src/pipeline/run.ts";
import { speak } from "../support/speak.ts";
import { type Bench, startBench } from "./bench.ts";
import { startProvider, translateLines } from "./provider-bench.ts";

/** A token is a dollar. */
const prices = {
  "test-model": { input: 1_000_000, output: 1_000_000 },
  better: { input: 1_000_000, output: 1_000_000 },
};

const pages = { "a.md": "Words of a page.\n", "b.md": "Other words of one.\n" };

function under(maxCost: number): { readonly money: Money } {
  return { money: { prices, maxCost } };
}

async function foreseen(bench: Bench): Promise<number> {
  return (await bench.plan({ money: { prices } })).estimate?.cost ?? 0;
}

test("nothing is sent that would cost more than the ceiling; a higher one lets the same run go on", async () => {
  const bench = await startBench({ pages });
  const cost = await foreseen(bench);
  await expect(bench.run(under(cost - 1))).rejects.toMatchObject({
    code: "ceiling-reached",
    message: `The next requests would cost about $${cost}.00; with $0.00 that is spent or under way, that is more than the ceiling of $${cost - 1}.00.`,
  });
  expect(bench.engine.sent()).toEqual([]);
  expect(await bench.run(under(cost))).toMatchObject({ requests: 1, problems: [] });
});

test("a retry counts with what was billed: it is not sent, what is complete is written, the next run goes on", async () => {
  let isWell = false;
  const reply = (request: ChatRequest) => {
    const lines = String(request.body.messages[1]?.content).matchAll(/^(\d+) (.*)$/gm);
    const texts = [...lines].filter(([, , text]) => isWell || text?.startsWith("Other"));
    const content = texts.map(([, number, text]) => `${number} FR ${text}`).join("\n");
    const usage = { input: 400, output: 100 };
    return { kind: "text", content, finishReason: "stop", usage } as const;
  };
  const bench = await startBench({ pages, reply });
  const cost = await foreseen(bench);
  expect(cost).toBeLessThan(510);
  await expect(bench.run(under(510))).rejects.toMatchObject({
    code: "ceiling-reached",
    message: expect.stringContaining("with $500.00 that is spent or under way"),
  });
  expect(bench.engine.sent()).toHaveLength(2);
  expect(await bench.read("b.md")).toBe("FR Other words of one.\n");
  expect(await bench.read("a.md")).toBe("Words of a page.\n");
  isWell = true;
  expect(await bench.run(under(510))).toMatchObject({ requests: 1, problems: [], cost: 500 });
  expect(bench.engine.sent()).toEqual(["fr: Words of a page."]);
  expect(await bench.read("a.md")).toBe("FR Words of a page.\n");
});

test("what an earlier run has under way counts as it is foreseen, and is collected all the same", async () => {
  const bench = await startBench({ pages });
  bench.engine.cutOff();
  await expect(bench.run()).rejects.toThrow();
  bench.engine.goOn();
  bench.engine.sent();
  await bench.write("c.md", `${"Many new words that nobody has seen. ".repeat(30)}\n`);
  const more = await foreseen(bench);
  await expect(bench.run(under(more))).rejects.toMatchObject({
    message: expect.stringContaining("with $15.00 that is spent"),
  });
  expect(bench.engine.sent()).toEqual([]);
  expect(await bench.read("a.md")).toBe("FR Words of a page.\n");
});

test("what comes in cheaper than foreseen leaves room for more", async () => {
  const bench = await startBench({ pages });
  bench.engine.cutOff();
  await expect(bench.run()).rejects.toThrow();
  bench.engine.goOn();
  await bench.write("c.md", "A new page.\n");
  const more = await foreseen(bench);
  expect(await bench.run(under(more + 15))).toMatchObject({ requests: 1, problems: [] });
});

test("an answer without a count is taken for what was foreseen of it", async () => {
  const reply = ({ body }: ChatRequest) => {
    const content = String(body.messages[1]?.content).includes("refused") ? "1 FR all of it" : "";
    const usage = { input: 0, output: 0 };
    return { kind: "text", content, finishReason: "stop", usage } as const;
  };
  const bench = await startBench({ pages: { "a.md": "Words of a page.\n" }, reply });
  const cost = await foreseen(bench);
  // The retry alone would fit.
  await expect(bench.run(under(cost * 1.5))).rejects.toMatchObject({ code: "ceiling-reached" });
  expect(bench.engine.sent()).toHaveLength(1);
});

test.each([
  ["the model", {}, "test-model"],
  ["a model that only a retry would ask", { fallbackModels: ["better", "best"] }, "best"],
])("a ceiling needs a price for %s, in a plan too", async (_, change, models) => {
  const bench = await startBench({ pages });
  const known = models === "best" ? prices : { better: prices.better };
  const money = { prices: known, maxCost: 5 };
  const failure = {
    code: "price-missing",
    message: expect.stringContaining(`price for ${models},`),
  };
  await expect(bench.run({ ...change, money })).rejects.toMatchObject(failure);
  await expect(bench.plan({ ...change, money })).rejects.toMatchObject(failure);
  expect(bench.engine.sent()).toEqual([]);
});

test("a preview costs nothing and needs no price", async () => {
  const bench = await startBench({ pages });
  const summary: Summary = await bench.run({
    money: { prices: {}, maxCost: 0 },
    ports: { engine: createPseudoEngine() },
  });
  expect(summary).toMatchObject({ requests: 1, problems: [] });
});

test("batches get their discount, and the trial of a model counts with all that waits behind it", async () => {
  const bench = await startBench({ pages: manyPages() });
  const provider = await startProvider({ reply: (body) => translateLines(body, speak) });
  const engine = provider.engine(join(bench.dir, "here"), {
    limits: { requests: 50_000, bytes: 50_000_000, batchesPerHour: 1000, canary: 1 },
  });
  const ports = { engine };
  const full = await foreseen(bench);
  const plan = await bench.plan({ ports, money: { prices } });
  expect(plan.estimate).toMatchObject({ tariff: "batch", cost: full / 2 });
  const stopped = bench.run({ ports, ...under(full / 2 - 1) });
  await expect(stopped).rejects.toMatchObject({ code: "ceiling-reached" });
  expect(provider.billed()).toEqual([]);
  const { tokens, cost } = await bench.run({ ports, ...under(full / 2) });
  expect(cost).toBe((tokens.input + tokens.output) / 2);
  expect(provider.billed().length).toBeGreaterThan(1);
});

/** What comes back is billed as so many tokens. */
function billedAs(tokens: number): (text: string) => string {
  return (text) => text.replaceAll(/"completion_tokens":\d+/g, `"completion_tokens":${tokens}`);
}

test("where the trial comes in dearer than foreseen, the rest of the round is not sent", async () => {
  const bench = await startBench({ pages: manyPages() });
  let rewrite = billedAs(1_000_000);
  const provider = await startProvider({
    reply: (body) => translateLines(body, speak),
    rewrite: (text) => rewrite(text),
  });
  const limits = { requests: 50_000, bytes: 50_000_000, batchesPerHour: 1000, canary: 1 };
  const ports = () => ({ engine: provider.engine(join(bench.dir, "here"), { limits }) });
  const cost = (await foreseen(bench)) / 2;
  await expect(bench.run({ ports: ports(), ...under(cost) })).rejects.toMatchObject({
    code: "ceiling-reached",
    message: expect.stringMatching(/with \$50\d,?\d{3}\.\d\d that is spent/),
  });
  expect(provider.server.audit.billed).toHaveLength(1);
  rewrite = (text) => text;
  expect(await bench.run({ ports: ports(), ...under(cost) })).toMatchObject({ problems: [] });
  expect(provider.billed()).toHaveLength(3);
});

test("what is dearer than foreseen stops nothing where nothing more is to be sent", async () => {
  const bench = await startBench({ pages: manyPages() });
  const provider = await startProvider({
    reply: (body) => translateLines(body, speak),
    rewrite: billedAs(1_000_000),
  });
  const engine = provider.engine(join(bench.dir, "here"));
  const cost = (await foreseen(bench)) / 2;
  expect(await bench.run({ ports: { engine }, ...under(cost) })).toMatchObject({ problems: [] });
});

test("what another machine has paid for neither counts nor stops anything", async () => {
  const bench = await startBench({ pages: manyPages() });
  const provider = await startProvider({ reply: (body) => translateLines(body, speak) });
  const old = await bench.run({ ports: { engine: provider.engine(join(bench.dir, "here")) } });
  expect(old).not.toHaveProperty("found");
  await bench.write("new.md", "A new page.\n");
  const cost = (await foreseen(bench)) / 2;
  const engine = provider.engine(join(bench.dir, "there"));
  const summary = await bench.run({ ports: { engine }, ...under(cost) });
  expect(summary).toMatchObject({ requests: 1, problems: [], found: old.tokens });
  const { input, output } = summary.tokens;
  expect(summary.cost).toBe((input + output - old.tokens.input - old.tokens.output) / 2);
});

/** Each page is a Request of its own. */
function manyPages(): Readonly<Record<string, string>> {
  const names = ["one", "two", "three"];
  return Object.fromEntries(
    names.map((name) => [`${name}.md`, `Page ${name} ${"is long ".repeat(800)}.\n`]),
  );
}
