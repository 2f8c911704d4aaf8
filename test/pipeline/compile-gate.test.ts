import { join } from "node:path";
import { expect, test } from "vitest";
import type { CompiledPage, CompileFault, Compiler } from "../../src/io/ports.ts";
import { startBench } from "./bench.ts";

const source = "# A page\n\nIts words are few.\n\nThe rest is good.\n";
const pages = { "a.md": source };

/** A host that refuses some pages, and remembers what it was shown. */
function gate(refuse: (page: CompiledPage) => CompileFault | undefined) {
  const seen: CompiledPage[] = [];
  const compiler: Compiler = {
    compile: async (page) => {
      seen.push(page);
      return refuse(page);
    },
  };
  return { seen, change: { ports: { compiler } } };
}

function refusing(...words: readonly string[]) {
  return gate(({ text }) =>
    words.every((word) => text.includes(word)) ? { line: 3, reason: "No." } : undefined,
  );
}

test("each page is compiled as it is, then once a locale as it is going to be written", async () => {
  const bench = await startBench({ pages: { "a.md": `\ufeff${source}` }, locales: ["fr", "ja"] });
  const { seen, change } = gate(() => undefined);
  await bench.run(change);
  const path = (locale: string) => join(bench.dir, "i18n", locale, "a.md");
  expect(seen).toMatchObject([
    { locale: "en", path: join(bench.dir, "docs", "a.md"), text: `\ufeff${source}` },
    { locale: "fr", path: path("fr"), text: await bench.read("a.md") },
    { locale: "ja", path: path("ja"), text: await bench.read("a.md", "ja") },
  ]);
  expect(seen[1]?.text).toMatch(/^\ufeff# FR /);
});

test("pages that are up to date are not compiled again", async () => {
  const bench = await startBench({ pages: { ...pages, "b.md": "# Another page\n" } });
  const { seen, change } = gate(() => undefined);
  await bench.run(change);
  seen.length = 0;
  await bench.write("b.md", "# Another page\n\nMore.\n");
  await bench.run(change);
  expect(new Set(seen.map(({ source: { page } }) => page))).toEqual(new Set(["docs/b.md"]));
  seen.length = 0;
  await bench.run(change);
  expect(seen).toEqual([]);
});

test("words that the host refuses stay in the source language, and the page is written", async () => {
  const bench = await startBench({ pages });
  const { change } = refusing("FR Its words");
  expect(await bench.run(change)).toMatchObject({
    requests: 2,
    locales: [{ written: 1 }],
    problems: [{ kind: "structure", page: "docs/a.md", line: 3, text: "Its words are few." }],
  });
  expect(await bench.read("a.md")).toBe(
    "# FR A page\n\nIts words are few.\n\nFR The rest is good.\n",
  );
  bench.engine.sent();
  expect(await bench.run(change)).toMatchObject({ requests: 0, locales: [{ current: 1 }] });
});

test("of words that the host refuses together, one stays", async () => {
  const bench = await startBench({ pages });
  const { problems } = await bench.run(refusing("FR Its words", "FR The rest").change);
  expect(problems).toMatchObject([{ kind: "structure" }]);
  const written = await bench.read("a.md");
  expect(written.match(/FR /g)).toHaveLength(2);
});

test("a second answer that the host takes mends the page", async () => {
  let tries = 0;
  const answer = (text: string) => `FR${text.startsWith("Its") ? ++tries : ""} ${text}`;
  const bench = await startBench({ pages, answer });
  expect(await bench.run(refusing("FR1").change)).toMatchObject({ problems: [] });
  expect(await bench.read("a.md")).toContain("FR2 Its words are few.");
});

test("remembered words that the host has come to refuse are asked for in the same run", async () => {
  let voice = "FR";
  const bench = await startBench({ pages, answer: (text) => `${voice} ${text}` });
  await bench.run();
  bench.engine.sent();
  voice = "NF";
  await bench.remove("i18n/fr/a.md");
  const change = refusing("FR Its words").change;
  expect(await bench.run(change)).toMatchObject({ requests: 1, problems: [] });
  expect(bench.engine.sent()).toEqual(["fr: Its words are few."]);
  expect(await bench.read("a.md")).toContain("NF Its words are few.");
  expect(await bench.run(change)).toMatchObject({ requests: 0, locales: [{ current: 1 }] });
});

test("a page that the host refuses even without new words is not written, and is named", async () => {
  const bench = await startBench({ pages });
  const { change } = gate(({ locale }) =>
    locale === "fr" ? { line: 5, reason: "Not in French." } : undefined,
  );
  const { problems, locales } = await bench.run(change);
  expect(problems).toEqual([
    {
      kind: "unsupported",
      page: "docs/a.md",
      locale: "fr",
      line: 5,
      detail: "Not in French.",
      text: "",
    },
  ]);
  expect(locales).toMatchObject([{ written: 0, editedPages: [] }]);
  await expect(bench.read("a.md")).rejects.toThrow("ENOENT");
});

test("where the host refuses the source as well, it is the source's trouble", async () => {
  const bench = await startBench({ pages });
  const broken = gate(({ source: { path }, path: given, text }) => {
    const line = path === given ? 1 : 9;
    return text.includes("few") ? { line, reason: "Broken." } : undefined;
  });
  const { problems } = await bench.run(broken.change);
  expect(problems).toMatchObject([
    { kind: "source-refused", page: "docs/a.md", line: 1, detail: "Broken.", text: "" },
  ]);
  expect(broken.seen.at(-1)).toMatchObject({ locale: "en", text: source });
  await expect(bench.read("a.md")).rejects.toThrow("ENOENT");
});

test("nothing is bought for a page that does not compile as its author wrote it", async () => {
  const bench = await startBench({ pages });
  const { change } = gate(() => ({ line: 1, reason: "Broken." }));
  for (const _ of ["first", "second"]) {
    expect(await bench.run(change)).toMatchObject({
      requests: 0,
      problems: [{ kind: "source-refused", page: "docs/a.md", line: 1, detail: "Broken." }],
    });
  }
  expect(await bench.run()).toMatchObject({ requests: 1, problems: [], locales: [{ written: 1 }] });
  expect(await bench.read("a.md")).toContain("FR Its words are few.");
});

test("a page keeps its last translation while the host refuses the new one", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  const before = await bench.read("a.md");
  await bench.write("a.md", source.replace("good", "better"));
  await bench.run(gate(() => ({ line: 1, reason: "Broken." })).change);
  expect(await bench.read("a.md")).toBe(before);
});
