import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Reply } from "../support/batch-server/options.ts";
import type { ChatBody } from "../support/batch-server/wire.ts";
import type { Outcome } from "../support/temp-site/run-docusaurus.ts";
import { type Bench, frenchDocs, openBench, translated, translateLines } from "./bench.ts";

const files = {
  "docs/forgetful.md":
    "# Tags\n\nA sentence with [one link](https://example.com) in it.\n\nA sentence with [some link](https://example.com) in it.\n",
  "docs/structure.md": "# Structure\n\nGo and look it up.\n\nNothing odd here.\n",
  "docs/refused.mdx": "---\ntitle: Refused\n---\n\nFine so far.\n\n<Unclosed>\n\nNever closed.\n",
  "docs/front-matter.md": "---\ntitle: [never closed\n---\n\nSome words.\n",
  "docs/empty.md": "",
  "docs/fine.md": "# Fine\n\nNothing is wrong with this page.\n",
};

/** Loses one link once, another each time, and writes an address where there was none. */
function forgetfulReply(body: ChatBody, { attempt }: { readonly attempt: number }): Reply {
  return translateLines(body, undefined, (text) => {
    if (text.includes("some link")) return "FR Une phrase sans lien.";
    if (text.includes("one link") && attempt === 1) return "FR Une phrase.";
    if (text.startsWith("Go and look")) return "FR Voyez https://evil.example";
    return translated(text);
  });
}

let bench: Bench;
let outcome: Outcome;
let sent: readonly string[];

beforeAll(async () => {
  let asked = 0;
  const reply = (body: ChatBody) => forgetfulReply(body, { attempt: ++asked });
  bench = await openBench({ files, server: { reply } });
  const latin1 = Buffer.from("# Caf\xe9\n\nNot UTF-8.\n", "latin1");
  await writeFile(join(bench.site.dir, "docs/latin.md"), latin1);
  outcome = await bench.run();
  sent = bench.sent();
  bench.forget();
});

afterAll(() => bench.close());

test("the run ends with 3, says what is kept and never with a stack", () => {
  expect(outcome, outcome.stderr).toMatchObject({ code: 3 });
  expect(outcome.stdout + outcome.stderr).not.toMatch(/^\s+at /m);
});

test("what fails is asked for again together, then alone, and no other text is", () => {
  const again = sent.filter((text, index) => sent.indexOf(text) !== index);
  expect(again).toEqual([
    "A sentence with <1>one link</1> in it.",
    "A sentence with <1>some link</1> in it.",
    "A sentence with <1>some link</1> in it.",
    "Go and look it up.",
    "Go and look it up.",
  ]);
});

test("a text that fails twice stays in the source language, the rest of its page does not", async () => {
  expect(await french("forgetful.md")).toBe(
    "# FR Tags\n\nFR A sentence with [one link](https://example.com) in it.\n\nA sentence with [some link](https://example.com) in it.\n",
  );
  expect(outcome.stdout).toContain("Kept in the source language, tag-missing (1): a tag was lost.");
  expect(outcome.stdout).toContain("  docs/forgetful.md:5 · fr · A sentence with <1>some link</1>");
});

test("an address that the source lacks never reaches the page", async () => {
  expect(await french("structure.md")).toBe(
    "# FR Structure\n\nGo and look it up.\n\nFR Nothing odd here.\n",
  );
  expect(outcome.stdout).toMatch(/structure \(1\)[\s\S]*docs\/structure\.md:3 · fr · Go and look/);
});

test("a page that Docusaurus cannot read is named with its line, and is left alone", async () => {
  expect(outcome.stdout).toContain("source-refused (2): the source page cannot be read.");
  expect(outcome.stdout).toMatch(/^ {2}docs\/refused\.mdx:7 · .*Unclosed/m);
  expect(await bench.site.list(frenchDocs)).not.toContain(`${frenchDocs}/refused.mdx`);
});

test("broken front matter is named with its line", () => {
  expect(outcome.stdout).toMatch(/^ {2}docs\/front-matter\.md:[23] · \S/m);
});

test("a page that is not UTF-8 is named, and nothing of it is sent", () => {
  expect(outcome.stdout).toContain("not-utf8 (1): the page is not UTF-8 text.");
  expect(outcome.stdout).toContain("  docs/latin.md:1");
  expect(sent.filter((text) => text.includes("UTF"))).toEqual([]);
});

test("an empty page is no problem", async () => {
  expect(outcome.stdout + outcome.stderr).not.toContain("empty.md");
});

test("all other pages are written", async () => {
  expect(await french("fine.md")).toBe("# FR Fine\n\nFR Nothing is wrong with this page.\n");
});

test("the next run bills nothing for what failed, and says the same", async () => {
  const again = await bench.run();
  expect(again).toMatchObject({ code: 3 });
  expect(bench.exchanges()).toBe(0);
  expect(again.stdout).toContain("Kept in the source language, tag-missing (1): a tag was lost.");
});

test("--retranslate failed asks for what failed, and for nothing else", async () => {
  expect(await bench.run("--retranslate", "failed")).toMatchObject({ code: 3 });
  const missing = ["A sentence with <1>some link</1> in it.", "Go and look it up."];
  expect([...new Set(bench.sent())]).toEqual(missing);
});

function french(page: string): Promise<string> {
  return bench.site.read(`${frenchDocs}/${page}`);
}
