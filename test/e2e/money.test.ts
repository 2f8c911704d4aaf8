import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Estimate } from "../../src/core/cost/estimate.ts";
import { attemptOf } from "../../src/core/prompt/build-requests.ts";
import { exampleSite } from "../hostile/example-site.ts";
import type { Billed } from "../support/batch-server/audit.ts";
import { tokensOf } from "../support/batch-server/completion.ts";
import type { ChatBody } from "../support/batch-server/wire.ts";
import { type Phrasebook, readPhrasebook } from "../support/phrasebook.ts";
import { speak } from "../support/speak.ts";
import { type Bench, frenchDocs, key, openBench, startBench, translateLines } from "./bench.ts";

const price = { input: 0.4, output: 1.6 };
const root = fileURLToPath(new URL("../..", import.meta.url));

describe("the guide, translated from its phrasebook", () => {
  const locales = ["fr", "ja", "ar"];

  /** The guide as it is; a text that the phrasebook does not have yet gets words of its language. */
  async function openGuide(): Promise<Bench> {
    const { files, ...site } = await exampleSite();
    const config = "docusaurus.config.mjs";
    const prices = `prices: {'gpt-4.1-mini': ${JSON.stringify(price)}},\n        jsxAttributes`;
    const own = { ...files, [config]: files[config]?.replace("jsxAttributes", prices) ?? "" };
    const phrasebook = readPhrasebook(join(root, "example-site/phrasebook"), locales);
    const reply = (body: ChatBody) => translateLines(body, undefined, wordsOf(phrasebook));
    return startBench({ ...site, files: own, server: { reply } });
  }

  function wordsOf(phrasebook: Phrasebook) {
    return (text: string, locale: string) =>
      phrasebook.get(locale)?.get(text) ?? speak(text, locale);
  }

  test("costs at most what was foreseen, and no less than four fifths of it, in every locale", async () => {
    const bench = await openGuide();
    const env = { OPENAI_API_KEY: key, TRANSLATE_LLM_BASE_URL: bench.server.url };
    const planned = JSON.parse((await bench.runIn(env, "--dry-run", "--json")).stdout);
    expect(bench.exchanges()).toBe(0);
    const run = await bench.runIn(env, "--json");
    const done = JSON.parse(run.stdout);
    const first = bench.server.audit.billed.filter(isFirst);
    const audited = costOf(first);
    const ratio = planned.estimate.cost / audited;
    process.stdout.write(`Estimate ${planned.estimate.cost}, audit ${audited}, ratio ${ratio}\n`);
    expect(done.estimate).toEqual(planned.estimate);
    expect(ratio).toBeGreaterThanOrEqual(1);
    expect(ratio).toBeLessThanOrEqual(1.25);
    expect(done.cost).toBeCloseTo(costOf(bench.server.audit.billed), 9);
    const estimate: Estimate = planned.estimate;
    for (const { locale, cost = 0 } of estimate.locales) {
      const own = first.filter(({ body }) => String(body.messages[1]?.content).startsWith(`# en > ${locale}`));
      process.stdout.write(`${locale} ${cost / costOf(own)}\n`);
      expect(cost / costOf(own), locale).toBeGreaterThanOrEqual(1);
      expect(cost / costOf(own), locale).toBeLessThanOrEqual(1.25);
    }
  }, 120_000);

  function isFirst({ customId }: Billed): boolean {
    return attemptOf({ customId: customId ?? "" }) === 1;
  }

  /** As the provider counts, at the price of batches. */
  function costOf(billed: readonly Billed[]): number {
    const tokens = billed.map(({ body, content }) => {
      return tokensOf(body.messages) * price.input + tokensOf(content) * price.output;
    });
    return tokens.reduce((sum, each) => sum + each, 0) / 2_000_000;
  }
});
