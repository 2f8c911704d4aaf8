import { normalizePluginOptions } from "@docusaurus/utils-validation";
import { expect, test } from "vitest";
import { defaultOptions, type PluginOptions, validateOptions } from "../src/options.ts";

/** As Docusaurus calls it, with whatever a person may have written. */
function validated(options: object): PluginOptions {
  return validateOptions({
    validate: (schema) => normalizePluginOptions(schema, options),
    options,
  });
}

test("without a word in the configuration, every option has its default", () => {
  expect(validated({})).toEqual({ ...defaultOptions, id: "default" });
});

test("the defaults are what the guide says", () => {
  expect(defaultOptions).toEqual({
    engine: "batch",
    baseURL: "https://api.openai.com/v1",
    apiKeyEnv: "OPENAI_API_KEY",
    fallbackModels: [],
    temperature: 0.3,
    requestBody: {},
    tokenLimitField: "max_completion_tokens",
    include: [],
    exclude: [],
    content: ["docs", "blog", "pages", "messages"],
    frontMatter: [],
    jsxAttributes: {},
    requestTokens: 1500,
    concurrency: 8,
    limits: { requests: 50_000, bytes: 50_000_000, batchesPerHour: 1000, canary: 20 },
    prices: {},
  });
});

test("a part of the limits leaves the others at their defaults", () => {
  const written = { requests: 10, enqueuedTokens: 2_000_000, canary: 0 };
  expect(validated({ limits: written }).limits).toEqual({
    requests: 10,
    bytes: 50_000_000,
    batchesPerHour: 1000,
    enqueuedTokens: 2_000_000,
    canary: 0,
  });
});

test.each([
  { engine: "pseudo" },
  { engine: "chat", concurrency: 1 },
  { engine: "auto", concurrency: 1000 },
  { baseURL: "http://localhost:8000/v1" },
  { apiKeyEnv: "MY_KEY" },
  { model: "gpt-4.1" },
  { model: { fr: "small", ja: "large" } },
  { fallbackModels: ["gpt-4.1"] },
  { prices: { small: { input: 0.4, output: 1.6 }, free: { input: 0, output: 0 } } },
  { prices: { small: { input: 0.4, output: 1.6, batchDiscount: 0 } }, maxCost: 0.5 },
  { temperature: null },
  { temperature: 0 },
  { requestBody: { top_p: 0.9, metadata: { team: "docs" } } },
  { tokenLimitField: null },
  { tokenLimitField: "max_tokens" },
  { locales: ["fr"] },
  { include: ["docs/**"], exclude: ["docs/old/**"] },
  { content: ["blog"] },
  { glossary: "glossary.yml" },
  { frontMatter: ["sidebar_title"] },
  { jsxAttributes: { Card: ["title", "items[].label"] } },
  { requestTokens: 50 },
])("%o is accepted as it is", (options) => {
  expect(validated(options)).toEqual({ ...defaultOptions, id: "default", ...options });
});

/** What is wrong, and how the message names it. */
const wrong: readonly (readonly [object, string])[] = [
  [{ engine: "magic" }, '"engine" must be one of [batch, chat, auto, pseudo]'],
  [{ baseURL: "api.openai.com" }, '"baseURL"'],
  [{ baseURL: "file:///etc/passwd" }, '"baseURL"'],
  [{ apiKeyEnv: "sk-123" }, '"apiKeyEnv"'],
  [{ model: "" }, '"model"'],
  [{ model: 4 }, '"model"'],
  [{ model: { fr: 4 } }, '"model'],
  [{ fallbackModels: "gpt-4.1" }, '"fallbackModels"'],
  [{ fallbackModels: [""] }, '"fallbackModels[0]"'],
  [{ temperature: "warm" }, '"temperature"'],
  [{ temperature: 3 }, '"temperature"'],
  [{ requestBody: "top_p" }, '"requestBody"'],
  [{ requestBody: { messages: [] } }, "messages"],
  [{ requestBody: { model: "gpt" } }, "model"],
  [{ requestBody: { stream: true } }, "stream"],
  [{ requestBody: { n: 2 } }, '"requestBody.n" is filled by the plugin'],
  [{ tokenLimitField: "max_output" }, '"tokenLimitField"'],
  [{ locales: "fr" }, '"locales"'],
  [{ locales: [] }, '"locales"'],
  [{ include: "docs/**" }, '"include"'],
  [{ exclude: [""] }, '"exclude[0]"'],
  [{ content: ["docs", "themes"] }, '"content[1]"'],
  [{ content: [] }, '"content"'],
  [{ glossary: "" }, '"glossary"'],
  [{ glossary: ["a.yml"] }, '"glossary"'],
  [{ frontMatter: [1] }, '"frontMatter[0]"'],
  [{ jsxAttributes: { Card: "title" } }, '"jsxAttributes.Card"'],
  [{ requestTokens: 10 }, '"requestTokens"'],
  [{ requestTokens: 99.5 }, '"requestTokens"'],
  [{ concurrency: 0 }, '"concurrency"'],
  [{ concurrency: 2000 }, '"concurrency"'],
  [{ limits: { requests: 0 } }, '"limits.requests"'],
  [{ limits: { bytes: 10 } }, '"limits.bytes"'],
  [{ limits: { batchesPerHour: 0 } }, '"limits.batchesPerHour"'],
  [{ limits: { enqueuedTokens: 10 } }, '"limits.enqueuedTokens"'],
  [{ limits: { canary: -1 } }, '"limits.canary"'],
  [{ limits: { megabytes: 10 } }, '"limits.megabytes"'],
  [{ prices: { small: 0.4 } }, '"prices.small"'],
  [{ prices: { small: { input: 0.4 } } }, '"prices.small.output"'],
  [{ prices: { small: { input: -1, output: 1 } } }, '"prices.small.input"'],
  [
    { prices: { small: { input: 1, output: 1, batchDiscount: 50 } } },
    '"prices.small.batchDiscount"',
  ],
  [{ maxCost: -1 }, '"maxCost"'],
  [{ maxCost: "five" }, '"maxCost"'],
  [{ modell: "gpt" }, '"modell"'],
];

test.each(wrong)("%o is refused, and the message names it", (options, named) => {
  expect(() => validated(options)).toThrow(named);
});

test("every option but the instance's id has a wrong value above", () => {
  const tried = new Set(wrong.flatMap(([options]) => Object.keys(options)));
  const known = [...Object.keys(defaultOptions), "model", "locales", "glossary", "maxCost"];
  expect(known.filter((name) => !tried.has(name))).toEqual([]);
});
