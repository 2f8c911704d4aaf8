import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UserError } from "../../src/core/errors.ts";
import { createPseudoEngine } from "../../src/io/engine/pseudo/pseudo-engine.ts";
import { markdownFor } from "../support/markdown.ts";
import { type Bench, startBench } from "./bench.ts";

const source = "# A page\n\nIts words are few.\n";
const pages = { "a.md": source };

async function rewrite(bench: Bench, page: string, text: string): Promise<void> {
  await writeFile(join(bench.dir, "i18n", "fr", page), text);
}

test("words of a person stay, and nothing is bought for their page", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  bench.engine.sent();
  await rewrite(bench, "a.md", "# À la main\n");
  await bench.write("a.md", "# A page\n\nOther words.\n");
  const edited = {
    locales: [{ pages: 1, current: 0, written: 0, missing: 0, editedPages: ["docs/a.md"] }],
  };
  expect(await bench.plan()).toMatchObject(edited);
  expect(await bench.run()).toMatchObject({ ...edited, problems: [] });
  expect(await bench.read("a.md")).toBe("# À la main\n");
  expect(bench.engine.sent()).toEqual([]);
});

test("a person's page that is deleted is the tool's again", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  await rewrite(bench, "a.md", "# À la main\n");
  await bench.run();
  await rm(join(bench.dir, "i18n", "fr", "a.md"));
  expect(await bench.run()).toMatchObject({ locales: [{ written: 1, editedPages: [] }] });
  expect(await bench.read("a.md")).toBe("# FR A page\n\nFR Its words are few.\n");
});

test("without its manifest the tool still knows its own pages, by what Memory makes of them", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  const manifest = await readFile(bench.path("pages", "fr.jsonl"), "utf8");
  await rm(bench.path("pages"), { recursive: true });
  const ours = {
    locales: [{ written: 0, editedPages: [], missing: 0 }],
    problems: [],
    requests: 0,
  };
  expect(await bench.plan()).toMatchObject(ours);
  expect(await bench.run()).toMatchObject(ours);
  expect(await readFile(bench.path("pages", "fr.jsonl"), "utf8")).toBe(manifest);
});

test("without its manifest the tool still knows what is kept, and asks for it", async () => {
  const lost = "Its words are few.";
  const bench = await startBench({
    pages,
    answer: (text) => (text === lost ? undefined : `FR ${text}`),
  });
  const first = await bench.run();
  await rm(bench.path("pages"), { recursive: true });
  bench.engine.sent();
  expect(await bench.plan()).toMatchObject({
    locales: [{ missing: 1, editedPages: [] }],
    requests: 1,
  });
  expect((await bench.run()).problems).toEqual(first.problems);
  expect(bench.engine.sent()).toEqual([`fr: ${lost}`, `fr: ${lost}`]);
});

test("a plan without the manifest still tells a person's page", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  await rm(bench.path("pages"), { recursive: true });
  await rewrite(bench, "a.md", "# À la main\n");
  expect(await bench.plan()).toMatchObject({
    locales: [{ written: 0, editedPages: ["docs/a.md"] }],
  });
});

test("an empty page is passed over", async () => {
  const bench = await startBench({ pages: { ...pages, "b.md": "" } });
  expect(await bench.run()).toMatchObject({ problems: [], locales: [{ pages: 1, written: 1 }] });
});

test("a page without words is copied, so that its locale has it", async () => {
  const code = "```js\nrun();\n```\n";
  const bench = await startBench({ pages: { "a.md": code } });
  expect(await bench.run()).toMatchObject({ problems: [], requests: 0 });
  expect(await bench.read("a.md")).toBe(code);
});

test("a page that is not UTF-8 is named once, whatever the locales", async () => {
  const bench = await startBench({ pages, locales: ["fr", "ja"] });
  await bench.write("b.md", Buffer.from("# Caf\xe9\n", "latin1"));
  const { problems } = await bench.run();
  const problem = { kind: "not-utf8", page: "docs/b.md", line: 1, detail: "", text: "" };
  expect(problems).toEqual([problem]);
  expect((await bench.run()).problems).toEqual([problem]);
});

test("a page that breaks keeps its last translation", async () => {
  const bench = await startBench({ pages: { "a.mdx": source } });
  await bench.run();
  await bench.write("a.mdx", `${source}\n<Never closed\n`);
  const { problems } = await bench.run();
  expect(problems).toMatchObject([{ kind: "source-refused", page: "docs/a.mdx" }]);
  expect(await bench.read("a.mdx")).toBe("# FR A page\n\nFR Its words are few.\n");
});

test("a page that cannot be written as it should be is not written, and is named", async () => {
  const markdown = markdownFor({
    preprocessor: (text) => text.replaceAll(/ \{#[\w-]+\}/g, " <Broken>"),
  });
  const bench = await startBench({ pages: { "a.mdx": `${source}\n## Part\n\nMore.\n` }, markdown });
  const { problems, locales } = await bench.run();
  expect(locales).toMatchObject([{ written: 0, editedPages: [] }]);
  expect(problems).toMatchObject([{ kind: "unsupported", page: "docs/a.mdx", locale: "fr" }]);
  await expect(bench.read("a.mdx")).rejects.toThrow("ENOENT");
});

test("a link follows a file that comes into being", async () => {
  const picture = join("i18n", "fr", "cat.png");
  const bench = await startBench({ pages: { "a.md": "# Cats\n\n![A cat](./cat.png)\n" } });
  await bench.run();
  expect(await bench.read("a.md")).toContain("(@site/docs/cat.png)");
  await writeFile(join(bench.dir, picture), "");
  expect(await bench.run()).toMatchObject({ requests: 0, locales: [{ written: 1 }] });
  expect(await bench.read("a.md")).toContain("(./cat.png)");
});

test("words that someone changes in Memory reach the page without a request", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  bench.engine.sent();
  await replaceInMemory(bench, "FR Its words are few.", "Peu de mots.");
  expect(await bench.run()).toMatchObject({ locales: [{ written: 1, editedPages: [] }] });
  expect(await bench.read("a.md")).toContain("Peu de mots.");
  expect(bench.engine.sent()).toEqual([]);
});

test.each([
  ["a tag", "Peu <1/> de mots."],
  ["code", "Peu `de` mots."],
  ["an address", "Voir https://evil.example/"],
])("Memory cannot bring in %s: the text is asked for again", async (_, words) => {
  const bench = await startBench({ pages });
  await bench.run();
  bench.engine.sent();
  await replaceInMemory(bench, "FR Its words are few.", words);
  await bench.run();
  await bench.run();
  expect(bench.engine.sent()).toEqual(["fr: Its words are few."]);
  expect(await bench.read("a.md")).toContain("FR Its words are few.");
});

async function replaceInMemory(bench: Bench, from: string, to: string): Promise<void> {
  for (const digit of "0123456789abcdef") {
    const path = bench.path("memory", "fr", `${digit}.jsonl`);
    const text = await readFile(path, "utf8").catch(() => "");
    if (text.includes(from)) await writeFile(path, text.replace(from, to));
  }
}

test("a preview is replaced by the next real run and is never remembered", async () => {
  const bench = await startBench({ pages });
  await bench.run({ ports: { engine: createPseudoEngine() } });
  expect(await bench.read("a.md")).toMatch(/^# ⟦Å þååĝéé⟧\n\n⟦/);
  await expect(readFile(bench.path("memory", "fr", "0.jsonl"))).rejects.toThrow("ENOENT");
  expect(await bench.plan()).toMatchObject({ locales: [{ written: 1, missing: 2 }] });
  await bench.run();
  expect(await bench.read("a.md")).toBe("# FR A page\n\nFR Its words are few.\n");
});

test("a preview uses what was paid for, and leaves pages that need nothing", async () => {
  const bench = await startBench({ pages: { ...pages, "b.md": "# Another page\n" } });
  await bench.run();
  await bench.write("a.md", `${source}\nNew words.\n`);
  await bench.run({ ports: { engine: createPseudoEngine() } });
  expect(await bench.read("a.md")).toMatch(/^# FR A page\n\nFR Its words are few\.\n\n⟦/);
  expect(await bench.read("b.md")).toBe("# FR Another page\n");
});

test("a file in the place of a folder is one sentence, and costs nothing again", async () => {
  const bench = await startBench({ pages });
  await writeFile(join(bench.dir, "i18n"), "I am a file.\n");
  const failure = bench.run();
  await expect(failure).rejects.toBeInstanceOf(UserError);
  await expect(failure).rejects.toMatchObject({ code: "unwritable" });
  bench.engine.sent();
  await rm(join(bench.dir, "i18n"));
  await bench.run();
  expect(bench.engine.sent()).toEqual([]);
});

test("a preview is not judged as a translation: any locale gets all of it", async () => {
  const pages = { "a.md": "Some words of a sentence that is long enough to be judged.\n" };
  const bench = await startBench({ pages, locales: ["fr", "ja", "ar"] });
  const summary = await bench.run({ ports: { engine: createPseudoEngine() } });
  expect(summary.problems).toEqual([]);
  expect(await bench.read("a.md", "ja")).toContain("⟦");
});

test("a localized page that docs:version has copied is ours", async () => {
  const bench = await startBench({
    pages: { "a.md": "# A page\n\nSee [b](./b.md).\n", "b.md": "# B page\n" },
  });
  await bench.run();
  await bench.write("old/a.md", "# A page\n\nSee [b](../b.md).\n");
  await mkdir(join(bench.dir, "i18n/fr/old"), { recursive: true });
  await writeFile(join(bench.dir, "i18n/fr/old/a.md"), await bench.read("a.md"));
  bench.engine.sent();
  expect(await bench.run()).toMatchObject({ requests: 0, locales: [{ editedPages: [] }] });
});
