import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { expectedTokens, sparedTokens } from "../../../src/core/cost/expected-tokens.ts";
import { outputFactor } from "../../../src/core/cost/output-factor.ts";
import { type Ask, buildRequests } from "../../../src/core/prompt/build-requests.ts";
import { estimateTokens } from "../../../src/core/prompt/tokens.ts";
import { phrasebookReply, readPhrasebook } from "../../support/phrasebook.ts";

const locales = ["fr", "ja", "ar"];
const dir = fileURLToPath(new URL("../../../example-site/phrasebook", import.meta.url));
const phrasebook = readPhrasebook(dir, locales);

const settings = {
  sourceLocale: "en",
  modelFor: () => "test-model",
  fallbackModels: [],
  temperature: null,
  tokenLimitField: null,
  requestBody: {},
  requestTokens: 1500,
};

describe.each(locales)("what people wrote in %s", (locale) => {
  const texts = [...(phrasebook.get(locale)?.keys() ?? [])];
  const asks = texts.map((text): Ask => ({ locale, page: "docs/a.md", text, rung: 0 }));

  test("is foreseen in each Request, and not by more than a quarter too much in all", () => {
    const requests = buildRequests(asks, settings);
    expect(requests.length).toBeGreaterThan(3);
    const each = requests.map((request) => ({
      foreseen: expectedTokens(request).output,
      written: estimateTokens(phrasebookReply(phrasebook)(request.body)),
    }));
    for (const { foreseen, written } of each) expect(foreseen).toBeGreaterThanOrEqual(written);
    const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
    const ratio = sum(each.map((one) => one.foreseen)) / sum(each.map((one) => one.written));
    expect(ratio).toBeLessThanOrEqual(1.25);
  });
});

test("the instructions are input, the texts are input and output", () => {
  const text = "Some words that somebody wrote.";
  const [request] = buildRequests([{ locale: "fr", page: "docs/a.md", text, rung: 0 }], settings);
  if (request === undefined) throw new Error("no Request");
  const { input, output } = expectedTokens(request);
  const system = estimateTokens(request.body.messages[0]?.content ?? "");
  expect(input).toBeGreaterThan(system + estimateTokens(text));
  expect(output).toBe(Math.ceil(estimateTokens(`1 ${text}`) * outputFactor("fr")));
});

test("who does not understand a body foresees its input only", () => {
  const body = { model: "any", messages: [{ role: "user" as const, content: "What is this?" }] };
  expect(expectedTokens({ body })).toEqual({ input: 4 + 8, output: 0 });
});

test("a translation that is known spares what it would have come out as", () => {
  expect(sparedTokens("Des mots.", "fr")).toEqual({ input: 3, output: 3 });
});

test.each([
  ["pt-BR", 1.35],
  ["zh-Hant-TW", 1.05],
  ["zh-CN", 1.05],
  ["sr", 1.85],
  ["sr-Latn", 1.35],
  ["uk", 2.3],
  ["ko", 1.35],
  ["th", 2.9],
  ["not a language tag", 1.35],
])("%s makes %d bytes of one", (locale, factor) => {
  expect(outputFactor(locale)).toBe(factor);
});
