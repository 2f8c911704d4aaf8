import { readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Bench, startBench } from "./pipeline/bench.ts";
import { CutOff } from "./pipeline/engine.ts";

const pages = {
  "a.md": "# A page\n\nIts words are few.\n",
  "b.md": "# Another page\n\nIt has other words.\n",
};

test("a run asks for every text once, writes every page, and counts what it did", async () => {
  const bench = await startBench({ pages });
  expect(await bench.run()).toEqual({
    mode: "run",
    engine: "test",
    locales: [
      { locale: "fr", pages: 2, current: 0, written: 2, missing: 4, editedPages: [], removed: 0 },
    ],
    problems: [],
    requests: 1,
    tokens: { input: 10, output: 5 },
    inFlight: 0,
    estimate: expect.objectContaining({ pages: 2, segments: 4, requests: 1 }),
    ladder: {
      repairs: {},
      rungs: [{ rung: "first", model: "test-model", requests: 1, texts: 4, accepted: 4 }],
      earlier: 0,
      source: 0,
    },
  });
  expect(bench.engine.sent()).toEqual([
    "fr: A page",
    "fr: Its words are few.",
    "fr: Another page",
    "fr: It has other words.",
  ]);
  expect(await bench.read("a.md")).toBe("# FR A page\n\nFR Its words are few.\n");
});

test("a run that finds nothing to do parses no page, sends nothing and writes nothing", async () => {
  const bench = await startBench({ pages, locales: ["fr", "ja", "ar"] });
  await bench.run();
  const then = await age(bench);
  bench.engine.sent();
  bench.parses();
  expect((await bench.run()).locales).toMatchObject([
    { current: 2 },
    { current: 2 },
    { current: 2 },
  ]);
  expect(bench.parses()).toBe(0);
  expect(bench.engine.sent()).toEqual([]);
  expect(await writtenSince(bench, then)).toEqual([]);
});

test("a page is parsed once for all its locales, and once more for each one that is written", async () => {
  const locales = ["fr", "ja", "ar"];
  const bench = await startBench({ pages: { "a.md": pages["a.md"] }, locales });
  await bench.run();
  expect(bench.parses(), "and once to try its own words").toBe(2 + locales.length);
  await rm(join(bench.dir, "i18n"), { recursive: true });
  await bench.run();
  expect(bench.parses()).toBe(1 + locales.length);
});

test("a plan parses each page once and writes nothing", async () => {
  const bench = await startBench({ pages, locales: ["fr", "ja"] });
  expect(await bench.plan()).toMatchObject({
    mode: "dry-run",
    requests: 2,
    tokens: { input: 0, output: 0 },
    locales: [
      { locale: "fr", written: 2, missing: 4 },
      { locale: "ja", written: 2, missing: 4 },
    ],
  });
  expect(bench.parses()).toBe(2);
  expect((await readdir(bench.dir)).sort()).toEqual(["docs"]);
});

test("a plan knows the run that follows it", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  await bench.write("a.md", "# A page\n\nIts words are many.\n");
  await bench.write("b.md", `${pages["b.md"]}\n`);
  const [planned] = (await bench.plan()).locales;
  expect(planned).toMatchObject({ pages: 2, current: 0, written: 2, missing: 1 });
  expect((await bench.run()).locales).toEqual([planned]);
});

test("texts on their way are not asked for again, new ones are", async () => {
  const bench = await startBench({ pages });
  bench.engine.cutOff();
  await expect(bench.run()).rejects.toBeInstanceOf(CutOff);
  bench.engine.sent();
  await bench.write("c.md", "# A page\n\nNew words.\n");
  bench.engine.goOn();
  expect((await bench.run()).problems).toEqual([]);
  expect(bench.engine.sent()).toEqual(["fr: New words."]);
  expect(await bench.read("c.md")).toBe("# FR A page\n\nFR New words.\n");
});

test("answers for a page that is gone are kept until it is back", async () => {
  const bench = await startBench({ pages });
  bench.engine.cutOff();
  await expect(bench.run()).rejects.toBeInstanceOf(CutOff);
  bench.engine.sent();
  bench.engine.goOn();
  await bench.remove("docs/a.md");
  await bench.run();
  await bench.write("a.md", pages["a.md"]);
  await bench.run();
  expect(bench.engine.sent()).toEqual([]);
  expect(await bench.read("a.md")).toBe("# FR A page\n\nFR Its words are few.\n");
});

test("answers for a locale that this run is not about are kept until its turn", async () => {
  const bench = await startBench({ pages, locales: ["fr", "ja"] });
  bench.engine.cutOff();
  await expect(bench.run()).rejects.toBeInstanceOf(CutOff);
  bench.engine.sent();
  bench.engine.goOn();
  await bench.run({ locales: ["fr"] });
  await bench.run({ locales: ["ja"] });
  expect(bench.engine.sent()).toEqual([]);
  expect(await bench.read("b.md", "ja")).toBe("# JA Another page\n\nJA It has other words.\n");
});

test("a crash while pages are written costs nothing: answers were in Memory before", async () => {
  const bench = await startBench({ pages });
  const write = () => Promise.reject(new CutOff());
  const read = async (path: string) => readFile(path).catch(() => undefined);
  const files = { read, exists: () => false, write, remove: write };
  const torn = bench.run({ ports: { files } });
  await expect(torn).rejects.toBeInstanceOf(CutOff);
  bench.engine.sent();
  expect(await bench.run()).toMatchObject({ problems: [], locales: [{ written: 2 }] });
  expect(bench.engine.sent()).toEqual([]);
});

test("answers stay in flight until Memory holds them", async () => {
  const bench = await startBench({ pages });
  const memory = { read: async () => [], write: () => Promise.reject(new CutOff()) };
  await expect(bench.run({ ports: { memory } })).rejects.toBeInstanceOf(CutOff);
  expect(await bench.engine.inFlight()).toHaveLength(1);
  bench.engine.sent();
  await bench.run();
  expect(bench.engine.sent()).toEqual([]);
});

/** Sets all times of what was written back, so that a write shows. */
async function age(bench: Bench): Promise<Date> {
  const then = new Date("2020-02-02");
  for (const path of await outputs(bench)) await utimes(path, then, then);
  return then;
}

async function writtenSince(bench: Bench, then: Date): Promise<readonly string[]> {
  const paths = await outputs(bench);
  const times = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs));
  return paths.filter((_, index) => times[index] !== then.getTime());
}

async function outputs({ dir }: Bench): Promise<readonly string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => join(parentPath, name)).filter(isOutput);
}

function isOutput(path: string): boolean {
  return !path.includes("/docs/");
}
