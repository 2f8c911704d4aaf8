import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compilerFor } from "../support/compile-page.ts";
import { type Outcome, runDocusaurus } from "../support/temp-site/run-docusaurus.ts";
import { type Bench, openBench } from "./bench.ts";
import { hostileReplies } from "./hostile-replies.ts";
import { files, localized, pages } from "./hostile-site.ts";

const locales = ["fr", "ja", "de"];
const written = locales.flatMap((locale) =>
  Object.entries(pages).map(([source, text]) => ({
    source,
    text,
    path: localized(source, locale),
  })),
);
const compile = compilerFor();

describe.each([1, 2])("a model that answers with malice, seed %i", (seed) => {
  let bench: Bench;
  let outcome: Outcome;

  beforeAll(async () => {
    const reply = hostileReplies(seed * 37);
    bench = await openBench({ config: { locales: ["en", ...locales] }, files, server: { reply } });
    outcome = await bench.run();
    bench.forget();
  });

  afterAll(() => bench.close());

  test("ends the run in order, and says what is kept", () => {
    expect(outcome.stderr).not.toMatch(/^\s+at /m);
    expect(outcome, outcome.stderr).toMatchObject({ code: 3 });
    expect(outcome.stdout).toContain("Kept in the source language, ");
  });

  test("gets its words onto every page, as words", async () => {
    for (const { path } of written) expect(await bench.site.read(path), path).toContain("evil");
  });

  test("changes nothing of what the pages execute, link to and show", async () => {
    for (const { source, text, path } of written) {
      const before = await shapeOf(source, text);
      expect(await shapeOf(source, await bench.site.read(path)), path).toEqual(before);
    }
  });

  test('breaks no locale, with everything that is broken at "throw"', async () => {
    const built = await runDocusaurus(bench.site.dir, ["build"]);
    expect(built.code, built.stdout + built.stderr).toBe(0);
    for (const locale of locales) {
      const path = join(bench.site.dir, "build", locale, "docs/first/index.html");
      const html = await readFile(path, "utf8");
      expect(html).toContain("evil");
      expect(html).not.toMatch(/(?:href|src)="?[^">\s]*(?:evil|javascript:)/);
      expect(html).not.toMatch(/<script>alert|<[^>]* on(?:error|click)=/);
    }
  });

  test("is not asked twice for what failed", async () => {
    expect(await bench.run()).toMatchObject({ code: 3 });
    expect(bench.exchanges()).toBe(0);
  });
});

test.each([
  "export const evil = 1;",
  "<script>evil</script>",
  "{evil}",
  "<Evil />",
  "https://evil.example",
  "[evil](/img/dot.svg)",
  "# evil",
  "- evil",
])("%s in the middle of a page would be noticed", async (payload) => {
  const [[source, text] = ["", ""]] = Object.entries(pages);
  const spoilt = text.replace("First words", `Words.\n\n${payload}\n\nFirst words`);
  const [before, after] = await Promise.all([shapeOf(source, text), shapeOf(source, spoilt)]);
  const added = await shapeOf(
    source,
    text.replace("First words", "Words.\n\nEvil.\n\nFirst words"),
  );
  expect(after).not.toEqual(before);
  expect(after).not.toEqual(added);
});

interface Shape {
  /** The compiled page without its strings: modules, expressions, elements and the names of their attributes. */
  readonly code: readonly string[];
  readonly addresses: readonly string[];
  readonly ids: readonly string[];
}

async function shapeOf(source: string, text: string): Promise<Shape> {
  const { jsx, ids } = await compile({ filePath: `/site/${source}`, text });
  const code = jsx.replace(/"(?:\\.|[^"\\])*"/g, "").replaceAll("_jsxs(", "_jsx(");
  const addresses = [...jsx.matchAll(/\b(?:href|src): "((?:\\.|[^"\\])*)"/g)];
  expect(addresses.length).toBeGreaterThan(3);
  return {
    code: code.split(/[\s,[\]]+/),
    addresses: addresses.map(([, address = ""]) => fromSource(address)),
    ids,
  };
}

/** A localized page names its source's neighbours by their place in the site, or in the folder of docs. */
function fromSource(address: string): string {
  return address.replace(/^@site\/docs\/|^\/(?=second\.md)/, "./");
}
