import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { UserError } from "../../src/core/errors.ts";
import type { ChatRequest, MemoryRecord } from "../../src/core/model.ts";
import { sectionKey, segmentKey } from "../../src/core/segment/keys.ts";
import { writeMemoryLine } from "../../src/io/memory/memory-line.ts";
import type { Engine } from "../../src/io/ports.ts";
import { startBench } from "./bench.ts";

const source = "# A page\n\nIts words are few.\n";

/** Batches take hours: what people and other runs do while one is under way. */
test("a page that a person saves while the batch runs is theirs", async () => {
  const words = "# Une page\n\nMes propres mots.\n";
  let file = "";
  const bench = await startBench({
    pages: { "a.md": source },
    answer: (text) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, words);
      return `FR ${text}`;
    },
  });
  file = join(bench.dir, "i18n", "fr", "a.md");
  expect(await bench.run()).toMatchObject({
    locales: [{ written: 0, editedPages: ["docs/a.md"] }],
  });
  expect(readFileSync(file, "utf8")).toBe(words);
});

test("Memory that is pulled in while the batch runs is kept", async () => {
  const text = "Words that only the other branch has.";
  const record: MemoryRecord = {
    key: sectionKey([{ key: segmentKey("prose", text) }]),
    classes: ["prose"],
    source: [text],
    target: ["FR pulled."],
    human: [],
  };
  let dir = "";
  const bench = await startBench({
    pages: { "a.md": source },
    answer: (asked) => {
      mkdirSync(dir, { recursive: true });
      writeFileSync(join(dir, `${record.key[0]}.jsonl`), `${writeMemoryLine(record)}\n`);
      return `FR ${asked}`;
    },
  });
  dir = bench.path("memory", "fr");
  await bench.run();
  await bench.write("b.md", `${text}\n`);
  bench.engine.sent();
  expect(await bench.run()).toMatchObject({ requests: 0, problems: [] });
  expect(await bench.read("b.md")).toBe("FR pulled.\n");
});

test("pages with all they need are written although another batch ends in an error", async () => {
  const bench = await startBench({
    pages: { "a.md": source, "b.md": "# Another page\n" },
    locales: ["fr", "ja"],
  });
  await bench.run({ locales: ["fr"] });
  await bench.write("a.md", source.replace("few", "many"));
  const { engine } = bench;
  const error = new UserError("batch-refused", { baseURL: "x", batch: "y", reason: "z" });
  const failing = {
    ...engine,
    async *collect() {
      yield* engine.collect();
      throw error;
    },
  };
  await expect(bench.run({ locales: ["fr"], ports: { engine: failing } })).rejects.toBe(error);
  expect(await bench.read("a.md")).toContain("FR Its words are many.");
  bench.engine.sent();
  expect(await bench.run({ locales: ["fr"] })).toMatchObject({ requests: 0, problems: [] });
});

test("an answer for something that is no locale names no file", async () => {
  const bench = await startBench({ pages: { "a.md": source } });
  const content = "# en > ../../x\n1 Words of nobody here";
  const request: ChatRequest = {
    customId: "forged-1",
    body: { model: "m", messages: [{ role: "user", content }] },
  };
  const usage = { input: 1, output: 1 };
  const result = { kind: "text", content: "1 Mots", finishReason: "stop", usage } as const;
  const engine: Engine = {
    ...bench.engine,
    async *collect(collection) {
      yield {
        answers: (async function* () {
          yield { request, result };
        })(),
        settle: async () => undefined,
      };
      yield* bench.engine.collect(collection);
    },
  };
  expect(await bench.run({ ports: { engine } })).toMatchObject({ problems: [] });
});
