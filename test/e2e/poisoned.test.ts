import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compilerFor } from "../support/compile-page.ts";
import { type Outcome, runDocusaurus } from "../support/temp-site/run-docusaurus.ts";
import { type Bench, frenchDocs, openBench } from "./bench.ts";
import { garbage, lineOf, manifest, page, poison, poisons } from "./poisoned-site.ts";

/** Run by whoever evaluates front matter in JavaScript. */
const evil =
  "---js\n{title: require('node:fs').writeFileSync('evaluated', 'evil')}\n---\n\nWords.\n";

let bench: Bench;
let outcome: Outcome;
let french: string;
let sent: readonly string[];

beforeAll(async () => {
  bench = await openBench({ files: { "docs/a.md": page } });
  expect(await bench.run()).toMatchObject({ code: 0 });
  await poisonAll(bench);
  bench.forget();
  outcome = await bench.run();
  sent = bench.sent();
  french = await bench.site.read(`${frenchDocs}/a.md`);
});

afterAll(() => bench.close());

test("poison ends the run in order, and every line that is no record is named", () => {
  expect(outcome, outcome.stderr).toMatchObject({ code: 3 });
  expect(outcome.stderr).not.toMatch(/^\s+at /m);
  const warned = [
    ...outcome.stderr.matchAll(/^Warning: (\S+)\/memory\/fr\/0\.jsonl line \d+ cannot be read/gm),
  ];
  expect(warned.length).toBeGreaterThanOrEqual(garbage.length + 1);
  expect(outcome.stderr).toMatch(/^Warning: \S+pages\/fr\.jsonl line \d+ cannot be read/m);
});

test("what cannot be a translation is named with its page and line", () => {
  const warned = outcome.stderr.matchAll(/^Warning: .*Memory .* docs\/a\.md:(\d+)/gm);
  const lines = new Set([...warned].map(([, line]) => Number(line)));
  const unfit = poisons.filter(({ fits }) => !fits);
  expect([...lines].toSorted()).toEqual(unfit.map(({ source }) => lineOf(source)).toSorted());
});

test("what cannot be a translation is asked for again, and nothing else is", () => {
  const unfit = poisons.filter(({ fits }) => !fits).map(({ source }) => source);
  expect(sent).toEqual(unfit.toSorted());
  for (const source of unfit) expect(french).toContain(`FR ${source.split(/[<`]/)[0]}`);
});

test("words are on the page as words, and the page is the source's page", async () => {
  expect(french).toContain("evil");
  const before = await shapeOf(page);
  expect(await shapeOf(french)).toEqual(before);
});

test("nothing that steers a terminal comes out", () => {
  const control = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
  expect((outcome.stdout + outcome.stderr).replaceAll("\n", "")).not.toMatch(control);
});

test("front matter in JavaScript is refused with a reason, and was not run", async () => {
  expect(outcome.stdout).toMatch(/docs\/evil\.md:1 · .*front matter in "js" is not read/);
  expect(await bench.site.list(".")).not.toContain("evaluated");
  expect(await bench.site.list(frenchDocs)).toEqual([`${frenchDocs}/a.md`]);
});

test('the site builds, with everything that is broken at "throw"', async () => {
  await bench.site.remove("docs/evil.md");
  const built = await runDocusaurus(bench.site.dir, ["build"]);
  expect(built.code, built.stdout + built.stderr).toBe(0);
  const html = await readFile(join(bench.site.dir, "build/fr/docs/a/index.html"), "utf8");
  expect(html).toContain("evil");
  expect(html).not.toMatch(/(?:href|src)="?[^">\s]*(?:evil|javascript:)/);
  expect(html).not.toMatch(/<script>alert|<[^>]* on(?:error|click)=/);
});

test("the next run has nothing to pay for", async () => {
  bench.forget();
  const again = await bench.run();
  expect(again.code, again.stderr).toBe(0);
  expect(bench.exchanges()).toBe(0);
});

/** The words stay under their keys; the page and what was known of it are gone. */
async function poisonAll({ site }: Bench): Promise<void> {
  const files = (await site.list(".translate-llm/memory/fr")).filter((path) =>
    path.endsWith(".jsonl"),
  );
  for (const path of files) await site.write({ [path]: poison(await site.read(path)) });
  const shard = join(site.dir, ".translate-llm/memory/fr/0.jsonl");
  await appendFile(shard, `${garbage.join("\n")}\n`);
  await appendFile(shard, Buffer.from([0x7b, 0xff, 0xfe, 0x22, 0x0a]));
  await site.remove("i18n");
  await site.write({ ".translate-llm/pages/fr.jsonl": manifest, "docs/evil.md": evil });
}

const compile = compilerFor();

/** The compiled page without its strings, and where it leads. */
async function shapeOf(text: string) {
  const { jsx, ids } = await compile({ filePath: "/site/docs/a.md", text });
  const code = jsx.replace(/"(?:\\.|[^"\\])*"/g, "").replaceAll("_jsxs(", "_jsx(");
  const addresses = [...jsx.matchAll(/\b(?:href|src): "(?:\\.|[^"\\])*"/g)].map(([found]) => found);
  expect(addresses.length).toBeGreaterThan(3);
  return { code: code.split(/[\s,[\]]+/), addresses, ids };
}
