import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { UserError } from "../../src/core/errors.ts";
import type { AnswerFailure, ChatRequest } from "../../src/core/model.ts";
import { markdownFor } from "../support/markdown.ts";
import { type Bench, type BenchContent, startBench } from "./bench.ts";

const lost = "Read <1>the guide</1> before you begin.";
const source = "# A page\n\nRead [the guide](https://example.com) before you begin.\n";
const usage = { input: 10, output: 5 };

/** A page with one text that the model always spoils, after a run that has given it up. */
async function givenUp(change: Partial<BenchContent> = {}): Promise<Bench> {
  const answer = (text: string) => (text.startsWith("Read") ? "FR Perdu." : `FR ${text}`);
  const bench = await startBench({ pages: { "a.md": source }, answer, ...change });
  await bench.run();
  expect(bench.engine.sent()).toEqual(["fr: A page", `fr: ${lost}`, `fr: ${lost}`]);
  bench.parses();
  return bench;
}

test("a text that failed twice is not asked for by the next runs, nor is its page read", async () => {
  const bench = await givenUp();
  for (const run of [bench.run, bench.run, bench.plan]) {
    expect(await run()).toMatchObject({
      requests: 0,
      locales: [{ pages: 1, current: 1, written: 0, missing: 0 }],
      problems: [{ kind: "tag-missing", page: "docs/a.md", line: 3, text: lost, detail: "<1>" }],
    });
  }
  expect(bench.parses()).toBe(0);
  expect(bench.engine.sent()).toEqual([]);
});

test("the manifest says by what a text was given up", async () => {
  const bench = await givenUp();
  const manifest = await readFile(bench.path("pages", "fr.jsonl"), "utf8");
  expect(JSON.parse(manifest)).toMatchObject({
    kept: [
      {
        kind: "tag-missing",
        key: expect.any(String),
        tried: { checks: 3, models: ["test-model"] },
      },
    ],
  });
});

test("a change elsewhere on the page asks for the change only, and the line stays right", async () => {
  const bench = await givenUp();
  await bench.write("a.md", source.replace("# A page", "# A page\n\nMore."));
  expect(await bench.run()).toMatchObject({
    requests: 1,
    locales: [{ missing: 1, written: 1 }],
    problems: [{ kind: "tag-missing", line: 5, text: lost }],
  });
  expect(bench.engine.sent()).toEqual(["fr: More."]);
  expect(await bench.run()).toMatchObject({ requests: 0, locales: [{ current: 1 }] });
});

test("a change of the text itself asks for it", async () => {
  const bench = await givenUp();
  await bench.write("a.md", source.replace("the guide", "this guide"));
  await bench.run();
  const changed = lost.replace("the guide", "this guide");
  expect(bench.engine.sent()).toEqual([`fr: ${changed}`, `fr: ${changed}`]);
});

test("another model is asked, twice, and then no more", async () => {
  const bench = await givenUp();
  const modelFor = () => "another-model";
  expect(await bench.run({ modelFor })).toMatchObject({ requests: 2 });
  expect(bench.engine.sent()).toEqual([`fr: ${lost}`, `fr: ${lost}`]);
  expect(await bench.run({ modelFor })).toMatchObject({ requests: 0, locales: [{ current: 1 }] });
});

test("one who asks for it gets what failed asked for again, and nothing else", async () => {
  const bench = await givenUp();
  expect(await bench.plan({ retranslate: "failed" })).toMatchObject({
    requests: 1,
    locales: [{ missing: 1 }],
  });
  await bench.run({ retranslate: "failed" });
  expect(bench.engine.sent()).toEqual([`fr: ${lost}`, `fr: ${lost}`]);
  expect(await bench.run()).toMatchObject({ requests: 0, problems: [{ text: lost }] });
});

test("what succeeds in the end leaves no trace", async () => {
  let isWell = false;
  const answer = (text: string) => (text === lost && !isWell ? "FR Perdu." : `FR ${text}`);
  const bench = await givenUp({ answer });
  isWell = true;
  expect(await bench.run({ retranslate: "failed" })).toMatchObject({
    problems: [],
    locales: [{ missing: 1, written: 1 }],
  });
  bench.parses();
  expect(await bench.run({ retranslate: "failed" })).toMatchObject({ problems: [], requests: 0 });
  expect(bench.parses()).toBe(0);
});

test("a preview in between does not forget what was given up", async () => {
  const bench = await givenUp();
  const { createPseudoEngine } = await import("../../src/io/engine/pseudo/pseudo-engine.ts");
  await bench.run({ ports: { engine: createPseudoEngine() } });
  expect(await bench.run()).toMatchObject({ requests: 0, problems: [{ text: lost }] });
});

test("a provider's trouble is no verdict: the text is asked for in every run", async () => {
  const failure: AnswerFailure = { kind: "failed", reason: "failed", message: "On fire.", usage };
  const bench = await startBench({ pages: { "a.md": source }, reply: () => failure });
  for (const _ of ["first", "second", "third"]) {
    expect(await bench.run()).toMatchObject({
      requests: 2,
      problems: [{ kind: "request-failed" }, { kind: "request-failed" }],
    });
  }
});

test("a text that this tool cannot take is never asked for, not even on demand", async () => {
  const markdown = markdownFor({ preprocessor: (text) => text.replaceAll("\\*", "*so*") });
  const pages = { "a.md": "Two &#42; stars &#42; here.\n" };
  const bench = await startBench({ pages, markdown });
  for (const retranslate of ["nothing", "nothing", "failed", "all"] as const) {
    expect(await bench.run({ retranslate })).toMatchObject({
      requests: 0,
      problems: [{ kind: "unsupported", line: 1 }],
    });
  }
  expect(bench.engine.sent()).toEqual([]);
});

test("each locale gives up for itself", async () => {
  const answer = (text: string, locale: string) =>
    text === lost && locale === "fr" ? "FR Perdu." : `${locale} ${text}`;
  const bench = await startBench({ pages: { "a.md": source }, locales: ["fr", "de"], answer });
  await bench.run();
  bench.engine.sent();
  expect(await bench.run()).toMatchObject({ requests: 0, problems: [{ locale: "fr" }] });
  expect(await bench.read("a.md", "de")).toContain("de Read [the guide]");
});

test("a preview in between forgets neither what was given up nor what the page had", async () => {
  const bench = await givenUp();
  const { createPseudoEngine } = await import("../../src/io/engine/pseudo/pseudo-engine.ts");
  await bench.write("a.md", source.replace("# A page", "# A page\n\nMore."));
  await bench.run({ ports: { engine: createPseudoEngine() } });
  expect(await bench.run()).toMatchObject({ problems: [{ kind: "tag-missing", text: lost }] });
  expect(bench.engine.sent()).toEqual(["fr: More."]);
});

test("a model whose second try was never sent is asked again by the next run", async () => {
  const bench = await startBench({ pages: { "a.md": source }, answer: () => "" });
  let rounds = 0;
  const send = async (requests: readonly ChatRequest[]) => {
    rounds++;
    if (rounds === 2) throw new UserError("provider-unreachable", { baseURL: "x", reason: "y" });
    await bench.engine.send(requests);
  };
  const engine = { ...bench.engine, send };
  await expect(bench.run({ ports: { engine } })).rejects.toBeInstanceOf(UserError);
  bench.engine.sent();
  await bench.run();
  expect(bench.engine.sent()).not.toEqual([]);
});
