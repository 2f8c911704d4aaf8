import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Outcome } from "../support/temp-site/run-docusaurus.ts";
import { type Bench, frenchDocs, key, openBench, startBench, written } from "./bench.ts";

const files = { "docs/a.md": "# A page\n\nIts words are few.\n" };

/** One sentence and one hint, both on standard error; nothing else, and no stack. */
function expectSentence({ code, stdout, stderr }: Outcome, sentence: string | RegExp): void {
  expect(stderr).toMatch(sentence);
  expect(stderr.match(/^Error: /gm), stderr).toHaveLength(1);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toMatch(/\{\w+\}/);
  expect(stdout).toBe("");
  expect(code).toBe(1);
}

let shared: Bench;

beforeAll(async () => {
  shared = await openBench({ files });
});

afterAll(() => shared.close());

test.each([
  [
    "an unknown locale",
    ["-l", "xx"],
    'There is no locale "xx" to translate into; this site has fr.',
  ],
  ["no locale behind -l", ["-l", ","], 'There is no locale "" to translate into'],
  ["the source locale", ["-l", "fr,en"], '"en" is the language the site is written in.'],
  ["a glob that matches nothing", ["--only", "guides/**"], 'Nothing matches --only "guides/**".'],
  ["a stray word", ["fr"], 'There is no use for "fr" behind the command.'],
  ["an unknown engine", ["--engine", "magic"], 'There is no engine "magic".'],
  [
    "something unknown to translate again",
    ["--retranslate", "stale"],
    'There is nothing called "stale" to translate again.',
  ],
])("%s: one sentence, and nothing happens", async (_, flags, sentence) => {
  expectSentence(await shared.run(...flags), `Error: ${sentence}`);
  expect(shared.exchanges()).toBe(0);
  expect(await written(shared.site)).toEqual([]);
});

test("an unknown flag: Docusaurus names it", async () => {
  const { code, stderr } = await shared.run("--everything");
  expect(stderr).toContain("unknown option '--everything'");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
});

test("no key: the variable is named, and setting it is all it takes", async () => {
  const bench = await startBench({ files });
  const outcome = await bench.runIn({ OPENAI_API_KEY: "" });
  expectSentence(outcome, /^Error: The environment variable OPENAI_API_KEY is not set/m);
  expect(bench.exchanges()).toBe(0);
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(bench.sent()).toHaveLength(2);
});

test("a wrong key: refused without a second try, and the right one goes on", async () => {
  const bench = await startBench({ files });
  const wrong = `${key}-old`;
  const outcome = await bench.runIn({ OPENAI_API_KEY: wrong });
  expectSentence(outcome, /^Error: http:\S+ refused the API key from OPENAI_API_KEY \(401\)\./m);
  expect(outcome.stderr).not.toContain(wrong);
  expect(bench.exchanges()).toBe(1);
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(bench.sent()).toHaveLength(2);
});

test("a model that does not exist: the provider's reason is shown, and nothing is billed", async () => {
  const bench = await startBench({ files, server: { models: ["another-model"] } });
  expectSentence(await bench.run(), /^Error: http:\S+ failed batch batch_\w+ .*test-model/m);
  expect(bench.sent()).toEqual([]);
});

test("no model at all: the option is named", async () => {
  const bench = await startBench({ files, plugin: { model: { ja: "test-model" } } });
  const outcome = await bench.run();
  expectSentence(outcome, "Error: No model is configured for fr.");
  expect(outcome.stderr).toContain('Set the option "model"');
});

test("an unreachable server: it says so at once, keeps trying, and loses nothing", async () => {
  const bench = await startBench({ files, plugin: { baseURL: "http://127.0.0.1:9/v1" } });
  const running = bench.start();
  const warning = /Warning: take the file \S+ failed \(.*\); trying again in 1 s\./;
  await expect.poll(running.stderr, { timeout: 60_000 }).toMatch(warning);
  running.kill();
  await running.outcome;
  const config = await bench.site.read("docusaurus.config.mjs");
  const mended = config.replace("http://127.0.0.1:9/v1", bench.server.url);
  await bench.site.write({ "docusaurus.config.mjs": mended });
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(bench.sent()).toHaveLength(2);
});

test.each([
  ["of the wrong type", "requestTokens", { requestTokens: "many" }],
  ["that does not exist", "modell", { modell: "gpt" }],
])("an option %s: Docusaurus names it", async (_, name, plugin) => {
  const bench = await startBench({ files, plugin });
  const { code, stderr } = await bench.run();
  expect(stderr).toContain(`"${name}"`);
  expect(code).toBe(1);
  expect(bench.exchanges()).toBe(0);
});

test("a site with one language: it is told to add another", async () => {
  const bench = await startBench({ config: { locales: ["en"] }, files });
  expectSentence(await bench.run(), 'Error: This site has no locale besides "en".');
});

test("a file where localized pages should go: named, and what was paid for is kept", async () => {
  const bench = await startBench({ files: { ...files, "i18n/fr": "I am a file.\n" } });
  const outcome = await bench.run();
  expectSentence(outcome, /^Error: \S+\/a\.md cannot be written \(.*not a folder.*\)/m);
  expect(bench.sent()).toHaveLength(2);
  bench.forget();
  await bench.site.remove("i18n/fr");
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(bench.exchanges()).toBe(0);
  expect(await bench.site.read(`${frenchDocs}/a.md`)).toContain("FR A page");
});

test("a file in the place of .translate-llm: named before anything is sent", async () => {
  const bench = await startBench({ files: { ...files, ".translate-llm": "I am a file.\n" } });
  expectSentence(await bench.run(), /^Error: \S+\.translate-llm\S* cannot be written/m);
  expect(bench.exchanges()).toBe(0);
});

test("a link that leads out of the site: nothing is written through it", async () => {
  const elsewhere = await openBench({ files });
  const bench = await startBench({ files });
  await mkdir(join(bench.site.dir, "i18n"));
  await symlink(elsewhere.site.dir, join(bench.site.dir, "i18n", "fr"));
  const outcome = await bench.run();
  expectSentence(outcome, /^Error: \S+ leads to \S+, which is outside of /m);
  expect(outcome.stderr).toContain(elsewhere.site.dir);
  expect(await elsewhere.site.list("docusaurus-plugin-content-docs")).toEqual([]);
  await elsewhere.close();
});
