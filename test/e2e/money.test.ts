import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { expectedTokens } from "../../src/core/cost/expected-tokens.ts";
import type { ChatBody as Body, Usage } from "../../src/core/model.ts";
import { attemptOf } from "../../src/core/prompt/build-requests.ts";
import { exampleSite } from "../hostile/example-site.ts";
import type { Billed } from "../support/batch-server/audit.ts";
import { promptTokens, tokensOf } from "../support/batch-server/completion.ts";
import type { ChatBody } from "../support/batch-server/wire.ts";
import { readPhrasebook } from "../support/phrasebook.ts";
import { speak } from "../support/speak.ts";
import { type Bench, frenchDocs, key, startBench, translateLines } from "./bench.ts";

const price = { input: 0.4, output: 1.6 };

/** With the discount for batches. */
function atPrice(tokens: readonly Usage[]): number {
  return tokens.reduce(
    (sum, { input, output }) => sum + (input * price.input + output * price.output) / 2_000_000,
    0,
  );
}

/** As the provider counts. */
function audited(billed: readonly Billed[]): number {
  return atPrice(
    billed.map(({ body, content }) => ({ input: promptTokens(body), output: tokensOf(content) })),
  );
}

describe("the guide, translated from its phrasebook", () => {
  const locales = ["fr", "ja", "ar"];
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const phrasebook = readPhrasebook(join(root, "example-site/phrasebook"), locales);

  /** A text that the phrasebook does not have yet gets words of its language. */
  async function openGuide(): Promise<Bench> {
    const { files, ...site } = await exampleSite();
    const config = "docusaurus.config.mjs";
    const option = `prices: {'gpt-4.1-mini': ${JSON.stringify(price)}},\n        jsxAttributes`;
    const own = { ...files, [config]: files[config]?.replace("jsxAttributes", option) ?? "" };
    const wordsFor = (text: string, locale: string) =>
      phrasebook.get(locale)?.get(text) ?? speak(text, locale);
    const reply = (body: ChatBody) => translateLines(body, undefined, wordsFor);
    return startBench({ ...site, files: own, server: { reply } });
  }

  test("costs at most what was foreseen, and no less than four fifths of it", async () => {
    const bench = await openGuide();
    const env = { OPENAI_API_KEY: key, TRANSLATE_LLM_BASE_URL: bench.server.url };
    const { estimate, cost } = JSON.parse((await bench.runIn(env, "--json")).stdout);
    const { billed } = bench.server.audit;
    expect(cost).toBeCloseTo(audited(billed), 9);
    const first = billed.filter(({ customId }) => attemptOf({ customId: customId ?? "" }) === 1);
    expect(estimate.cost).toBeCloseTo(foreseen(first), 9);
    const ratio = estimate.cost / audited(first);
    process.stdout.write(`Foreseen for the guide: ${ratio.toFixed(3)} of what it costs.\n`);
    expect(ratio).toBeGreaterThanOrEqual(1);
    expect(ratio).toBeLessThanOrEqual(1.25);
  }, 240_000);

  function foreseen(billed: readonly Billed[]): number {
    return atPrice(billed.map(({ body }) => expectedTokens({ body: ours(body) })));
  }

  function ours({ model, messages }: ChatBody): Body {
    const texts = messages.map(({ role, content }) => {
      const ourRole = role === "system" ? ("system" as const) : ("user" as const);
      return { role: ourRole, content: String(content) };
    });
    return { model, messages: texts };
  }
});

const files = {
  "docs/a.md": "# One page\n\nWith some words.\n",
  "docs/b.md": "And another one.\n",
};
const plugin = { prices: { "test-model": price }, content: ["docs"] };

test("--dry-run and the summary tell the price; a ceiling stops a run before it sends", async () => {
  const bench = await startBench({ files, plugin });
  const plan = await bench.run("--dry-run");
  expect(plan.stdout).toMatch(
    /^1 request would be sent for 3 texts in 2 sections of 2 pages, about \d+ input and \d+ output tokens, \$0\.\d+ with the discount for batches \(\$0\.\d+ a page\)\.$/m,
  );
  const stopped = await bench.run("--max-cost", "0.00001");
  expect(stopped.code).toBe(1);
  expect(stopped.stderr).toMatch(
    /The next requests would cost about \$0\.0000\d+; with \$0\.00 that/,
  );
  expect(bench.sent()).toEqual([]);
  const { code, stdout } = await bench.run("--json", "--max-cost", "1");
  expect(code).toBe(0);
  const { cost, estimate } = JSON.parse(stdout);
  expect(cost).toBeCloseTo(audited(bench.server.audit.billed), 12);
  expect(estimate).toMatchObject({ requests: 1, maxCost: 1 });
}, 120_000);

test("a ceiling without a price, and an amount that is none, are told in a sentence", async () => {
  const bench = await startBench({ files, plugin: { maxCost: 2, content: ["docs"] } });
  const { code, stderr } = await bench.run();
  expect(code).toBe(1);
  expect(stderr).toContain(
    "There is no price for test-model, so the ceiling of $2.00 cannot be kept.",
  );
  const odd = await bench.run("--max-cost", "a lot");
  expect(odd.code).toBe(1);
  expect(odd.stderr).toContain('"a lot" is no amount of US dollars.');
  expect(bench.exchanges()).toBe(0);
}, 120_000);

test("--no-wait sends and leaves, as often as needed, and exits with 4 until all is done", async () => {
  const bench = await startBench({ files, plugin, server: { pace: { stepMs: 3_600_000 } } });
  const sent = await bench.run("--no-wait");
  expect(sent, sent.stderr).toMatchObject({ code: 4 });
  expect(sent.stdout).toContain("1 request sent. 1 request in flight; run again to collect");
  const again = await bench.run("--no-wait");
  expect(again.code).toBe(4);
  expect(await bench.site.list("i18n")).toEqual([]);
  await bench.server.settle();
  const done = await bench.run("--no-wait");
  expect(done, done.stderr).toMatchObject({ code: 0 });
  expect(await bench.site.read(`${frenchDocs}/b.md`)).toBe("FR And another one.\n");
  expect(bench.server.audit.count("POST /v1/batches")).toBe(1);
}, 120_000);
