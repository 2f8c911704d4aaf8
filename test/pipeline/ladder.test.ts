import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { AnswerFailure, ChatRequest } from "../../src/core/model.ts";
import { startBench } from "./bench.ts";
import { bad, benchWith, loses, source, worse } from "./models.ts";

test("a text climbs: the model, once more, the other models, and the last of them alone", async () => {
  const models = { "test-model": loses, second: loses, third: loses };
  const { bench, calls } = await benchWith(models);
  const { problems, ladder } = await bench.run({ fallbackModels: ["second", "third"] });
  expect(calls()).toEqual([
    `test-model: A page | ${bad} | ${worse}`,
    `test-model: ${bad} | ${worse}`,
    `second: ${bad} | ${worse}`,
    `third: ${bad} | ${worse}`,
    `third: ${bad}`,
    `third: ${worse}`,
  ]);
  expect(problems).toMatchObject([{ kind: "tag-missing" }, { kind: "tag-missing" }]);
  expect(ladder).toEqual({
    repairs: {},
    rungs: [
      { rung: "first", model: "test-model", requests: 1, texts: 3, accepted: 1 },
      { rung: "again", model: "test-model", requests: 1, texts: 2, accepted: 0 },
      { rung: "fallback", model: "second", requests: 1, texts: 2, accepted: 0 },
      { rung: "fallback", model: "third", requests: 1, texts: 2, accepted: 0 },
      { rung: "alone", model: "third", requests: 2, texts: 2, accepted: 0 },
    ],
    earlier: 0,
    source: 2,
  });
});

test("it stops climbing where an answer holds, and each model is told what was wrong", async () => {
  const asked: string[] = [];
  const { bench } = await benchWith(
    {},
    {
      pages: { "a.md": source.replace(/\n\nAsk.*/s, "\n") },
      reply: ({ body }) => {
        asked.push(body.messages.at(-1)?.content ?? "");
        if (body.model === "second") return "1 FR Lisez <1>le guide</1> avant de commencer.";
        return asked.length === 1 ? "1 FR Page.\n2 FR Perdu." : "1 FR Perdu.";
      },
    },
  );
  const { problems, ladder } = await bench.run({ fallbackModels: ["second", "third"] });
  expect(problems).toEqual([]);
  expect(ladder.rungs.map(({ rung, accepted }) => [rung, accepted])).toEqual([
    ["first", 1],
    ["again", 0],
    ["fallback", 1],
  ]);
  expect(asked.at(-1)).toContain("line 1 was refused: a tag was lost (<1>)");
});

test("a text that was already alone is not sent alone to the same model once more", async () => {
  const { bench, calls } = await benchWith({
    "test-model": (text) => (text === bad ? "FR Perdu." : undefined),
  });
  await bench.run();
  expect(calls()).toEqual([`test-model: A page | ${bad} | ${worse}`, `test-model: ${bad}`]);
});

test("a model that is named twice is asked on one rung", async () => {
  const { bench, calls } = await benchWith({ "test-model": loses, second: loses });
  await bench.run({ fallbackModels: ["test-model", "second", "second"] });
  expect(calls().filter((call) => call.includes(`${bad} | ${worse}`))).toHaveLength(3);
});

test("a new fallback model is asked, and those that failed before are not", async () => {
  const { bench, calls } = await benchWith({ "test-model": loses, second: loses });
  await bench.run({ fallbackModels: ["second"] });
  calls();
  const manifest = JSON.parse(await readFile(bench.path("pages", "fr.jsonl"), "utf8"));
  expect(manifest.kept).toMatchObject([
    { tried: { checks: expect.any(Number), models: ["test-model", "second"] } },
    { tried: { models: ["test-model", "second"] } },
  ]);
  expect(await bench.run({ fallbackModels: ["second"] })).toMatchObject({ requests: 0 });
  expect(await bench.run({ fallbackModels: [] })).toMatchObject({ requests: 0 });
  expect(await bench.run({ fallbackModels: ["second", "third"] })).toMatchObject({ problems: [] });
  expect(calls()).toEqual([`third: ${bad} | ${worse}`]);
});

test("with a model that fails on a third of all texts for ever, later runs bill nothing", async () => {
  const pages = Object.fromEntries(
    ["a", "b", "c"].map((name) => [`${name}.md`, paragraphs(name)] as const),
  );
  const fails = (text: string) => (/\b\d*[0369]\b/.test(text) ? "FR Rien <7/>" : undefined);
  const { bench, calls } = await benchWith({ "test-model": fails, second: fails }, { pages });
  const { problems } = await bench.run({ fallbackModels: ["second"] });
  expect(problems).toHaveLength(9);
  expect(calls().length).toBeGreaterThan(4);
  for (const _ of ["second", "third"]) {
    const again = await bench.run({ fallbackModels: ["second"] });
    expect(again).toMatchObject({ requests: 0, locales: [{ current: 3 }] });
    expect(again.problems).toMatchObject(problems);
  }
  expect(calls()).toEqual([]);
});

function paragraphs(name: string): string {
  const texts = Array.from({ length: 9 }, (_, at) => `Words ${at} of page ${name}.`);
  return `${texts.join("\n\n")}\n`;
}

test("an answer of an earlier run that fails goes on where it had come to", async () => {
  const { bench, calls } = await benchWith({ "test-model": loses });
  bench.engine.cutOff();
  await bench.run().catch(() => undefined);
  bench.engine.goOn();
  await bench.run();
  expect(calls()).toEqual([
    `test-model: A page | ${bad} | ${worse}`,
    `test-model: ${bad} | ${worse}`,
    `test-model: ${bad}`,
    `test-model: ${worse}`,
  ]);
});

test("a provider's failure is no reason to try other models, nor to take Requests apart", async () => {
  const usage = { input: 0, output: 0 };
  const failure: AnswerFailure = { kind: "failed", reason: "lost", message: "Expired.", usage };
  const models: string[] = [];
  const reply = ({ body }: ChatRequest) => {
    models.push(body.model);
    return failure;
  };
  const bench = await startBench({ pages: { "a.md": source }, reply });
  await bench.run({ fallbackModels: ["second"] });
  expect(models).toEqual(["test-model", "test-model"]);
});

test("what was mended is counted, by what it was", async () => {
  const reply = (request: ChatRequest) =>
    `\`\`\`\n1. FR Page\n2. FR &lt;1&gt;guide&lt;/1&gt;\u200b.\n3. FR <1>a</1>.\n\`\`\`${request && ""}`;
  const bench = await startBench({ pages: { "a.md": source, "b.md": source }, reply });
  expect((await bench.run()).ladder.repairs).toEqual({
    "encoded-tags": 1,
    fence: 1,
    invisible: 1,
    "line-mark": 1,
  });
});

test("a later model's outage neither hides the verdict nor has the first models paid again", async () => {
  const usage = { input: 0, output: 0 };
  const failure: AnswerFailure = { kind: "failed", reason: "failed", message: "Too long.", usage };
  const calls: string[] = [];
  const reply = ({ body }: ChatRequest) => {
    calls.push(body.model);
    return body.model === "second" ? failure : "1 FR A.\n2 FR Perdu.\n3 FR Perdu.";
  };
  const bench = await startBench({ pages: { "a.md": source }, reply });
  const { problems } = await bench.run({ fallbackModels: ["second"] });
  expect(problems[0]).toMatchObject({ tried: { models: ["test-model"] } });
  expect(problems[0]?.kind).not.toBe("request-failed");
  calls.length = 0;
  await bench.run({ fallbackModels: ["second"] });
  expect(new Set(calls)).toEqual(new Set(["second"]));
});

test("a provider that refuses the next model does not undo what is done", async () => {
  const { bench, calls } = await benchWith({ "test-model": loses });
  const refusing = {
    ...bench.engine,
    send: async (requests: readonly ChatRequest[]) => {
      if (requests.some(({ body }) => body.model === "unknown")) throw new Error("No such model.");
      await bench.engine.send(requests);
    },
  };
  const change = { fallbackModels: ["unknown"], ports: { engine: refusing } };
  await expect(bench.run(change)).rejects.toThrow("No such model.");
  expect(await bench.read("a.md")).toContain("# FR A page");
  calls();
  await expect(bench.run(change)).rejects.toThrow("No such model.");
  expect(calls()).toEqual([]);
});

test("a text that was given up on one page is not asked for by another", async () => {
  const { bench, calls } = await benchWith({ "test-model": loses });
  await bench.run();
  calls();
  await bench.write("b.md", source.replace("# A page", "# Another page"));
  expect(await bench.run()).toMatchObject({ locales: [{ current: 1, missing: 1 }] });
  expect(calls()).toEqual(["test-model: Another page"]);
});

test("going back and forth between models asks each of them once", async () => {
  const { bench, calls } = await benchWith({ "test-model": loses, second: loses, third: loses });
  for (const model of ["second", "third"]) await bench.run({ fallbackModels: [model] });
  calls();
  for (const model of ["second", "third"]) await bench.run({ fallbackModels: [model] });
  await bench.run({ fallbackModels: ["third", "second"] });
  expect(calls()).toEqual([]);
});
