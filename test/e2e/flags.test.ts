import { expect, test } from "vitest";
import { frenchDocs, startBench, written } from "./bench.ts";

const files = {
  "docs/a.md": "# A page\n\nIts words are few.\n",
  "docs/b.md": "# Another page\n\nIt has other words.\n",
};

const german = "i18n/de/docusaurus-plugin-content-docs/current";

test("-l takes commas and repetition, and leaves other locales alone", async () => {
  const config = { locales: ["en", "fr", "ja", "de", "it"] } as const;
  const bench = await startBench({ config: { locales: [...config.locales] }, files });
  expect(await bench.run("-l", "fr,ja", "-l", "de")).toMatchObject({ code: 0 });
  const locales = (await bench.site.list("i18n")).map((path) => path.split("/")[1]);
  expect([...new Set(locales)]).toEqual(["de", "fr", "ja"]);
  expect(await bench.site.read(`${german}/a.md`)).toBe("# DE A page\n\nDE Its words are few.\n");
});

test("--only takes a glob and leaves other pages alone", async () => {
  const bench = await startBench({ files: { ...files, "src/pages/c.md": "# A third page\n" } });
  expect(await bench.run("--only", "{docs/a*,src/**}")).toMatchObject({ code: 0 });
  expect(bench.sent()).toEqual(["A page", "A third page", "Its words are few."]);
  bench.forget();
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(bench.sent()).toEqual(["Another page", "It has other words."]);
});

test("--dry-run needs no key, sends nothing and writes nothing", async () => {
  const bench = await startBench({ files });
  const outcome = await bench.runIn({ OPENAI_API_KEY: "" }, "--dry-run");
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  expect(outcome.stdout).toMatch(/^fr +2 pages: 0 up to date, 2 to write; 4 texts to translate$/m);
  expect(outcome.stdout).toMatch(
    /^1 request would be sent for 4 texts in 2 sections of 2 pages, about \d+ input/m,
  );
  expect(bench.exchanges()).toBe(0);
  expect(await written(bench.site)).toEqual([]);
});

test("--check writes nothing either, and tells by its exit code whether work is left", async () => {
  const bench = await startBench({ files });
  expect(await bench.run("--check")).toMatchObject({ code: 3 });
  expect(await written(bench.site)).toEqual([]);
  await bench.run();
  bench.forget();
  expect(await bench.run("--check")).toMatchObject({ code: 0 });
  await bench.site.write({ "docs/a.md": "# A page\n\nIts words are many.\n" });
  expect(await bench.run("--check")).toMatchObject({ code: 3 });
  await bench.site.write({ "docs/a.md": files["docs/a.md"] });
  await bench.site.remove(`${frenchDocs}/b.md`);
  expect(await bench.run("--check")).toMatchObject({ code: 3 });
  expect(bench.exchanges()).toBe(0);
});

test("--json prints the summary and nothing else", async () => {
  const bench = await startBench({ files });
  const { code, stdout } = await bench.run("--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    mode: "run",
    engine: "batch",
    requests: 1,
    problems: [],
    locales: [{ locale: "fr", pages: 2, current: 0, written: 2, missing: 4, editedPages: [] }],
  });
});

test("--json tells what went wrong in the same place", async () => {
  const bench = await startBench({ files });
  const { code, stdout } = await bench.run("--json", "-l", "xx");
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: "locale-unknown" } });
});

test("--engine pseudo writes a preview that the next real run replaces", async () => {
  const bench = await startBench({ files });
  const preview = await bench.runIn({ OPENAI_API_KEY: "" }, "--engine", "pseudo");
  expect(preview).toMatchObject({ code: 0 });
  expect(await bench.site.read(`${frenchDocs}/a.md`)).toMatch(/^# ⟦Å þååĝéé⟧/);
  expect(bench.exchanges()).toBe(0);
  expect(await bench.site.list(".translate-llm/memory")).toEqual([]);
  expect(await bench.run("--check")).toMatchObject({ code: 3 });
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(bench.sent()).toHaveLength(4);
  expect(await bench.site.read(`${frenchDocs}/a.md`)).toMatch(/^# FR A page/);
});

test("--verbose names every page that is written", async () => {
  const bench = await startBench({ files });
  const { stderr } = await bench.run("--verbose", "--engine", "pseudo");
  expect(stderr).toContain("  fr docs/a.md\n  fr docs/b.md\n");
});
