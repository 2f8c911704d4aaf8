import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { problemWords } from "../../../src/core/problems.ts";
import { repairWords } from "../../../src/core/reply/repairs.ts";
import { type Outcome, type ReplyKind, replyKinds } from "../../../src/core/reply/reply-kinds.ts";
import { plainText } from "../../../src/core/words/words.ts";
import { compilerFor } from "../../support/compile-page.ts";
import { documentOf } from "../document-of.ts";
import { kindsWithPage, readKindPage } from "./kind-page.ts";
import { markdown, playKind } from "./play-kind.ts";

const rows: readonly (readonly [string, Outcome])[] = Object.entries(replyKinds);
const kinds = rows.map(([kind]) => kind).filter(isKind);
const problemsPage = readFileSync(
  new URL("../../../example-site/docs/problems.md", import.meta.url),
  "utf8",
);
const compile = compilerFor(markdown);

test("every kind has a page in the guide, in the order of the table, and no page is without a kind", () => {
  expect(kindsWithPage().sort()).toEqual([...kinds].sort());
  expect(kinds.map((kind) => readKindPage(kind).position)).toEqual(kinds.map((_, at) => at + 1));
  const titles = kinds.map((kind) => readKindPage(kind).title);
  expect(new Set(titles).size).toBe(kinds.length);
});

test("every repair and every problem of a reply comes about by some kind", () => {
  const outcomes = rows.map(([, outcome]) => outcome);
  const repaired = outcomes.flatMap((one) => ("repaired" in one ? [one.repaired] : []));
  const refusals = outcomes.flatMap((one) => ("refused" in one ? [one.refused] : []));
  // These are no fault of a model.
  const others = ["source-refused", "not-utf8", "unsupported", "outdated"];
  expect(new Set(repaired)).toEqual(new Set(Object.keys(repairWords)));
  expect(new Set([...refusals, ...others])).toEqual(new Set(Object.keys(problemWords)));
});

describe.each(kinds)("the page of %s", (kind) => {
  const page = readKindPage(kind);
  const outcome: Outcome = replyKinds[kind];

  test("says what becomes of it", () => {
    expect(page.outcome).toBe(sentence(outcome));
  });

  test("shows what is asked for and what the page gets", async () => {
    const { asked, localized } = await playKind(page);
    expect(asked).toBe(page.asked);
    expect(localized).toBe(page.localized);
    await compile({ filePath: "/site/docs/guides/page.mdx", text: localized });
  });

  test("comes to the outcome of the table", async () => {
    const { repairs, problems } = await playKind(page);
    expect({ repairs, problems: [...new Set(problems.values())] }).toEqual({
      repairs: "repaired" in outcome ? [outcome.repaired] : [],
      problems: "refused" in outcome ? [outcome.refused] : [],
    });
  });
});

const refused = kinds.filter((kind) => "refused" in replyKinds[kind]);

test.each(refused)(
  "of a reply that is %s, nothing stands in place of a refused text",
  async (kind) => {
    const page = readKindPage(kind);
    const { problems } = await playKind(page);
    const source = (await documentOf(page.source, markdown)).segments;
    const localized = (await documentOf(page.localized, markdown)).segments;
    expect(localized).toHaveLength(source.length);
    source.forEach(({ text }, index) => {
      expect(localized[index]?.text === text).toBe(problems.has(index));
    });
  },
);

const link = /\]\(\.\.\/problems\.md#([\w-]+)\)/;

test.each(refused)("the page of %s links to a section about its problem", (kind) => {
  const id = link.exec(readKindPage(kind).outcome)?.[1] ?? "";
  const ids = [...problemsPage.matchAll(/^### (?:.*\{#([\w-]+)\}|`([\w-]+)`)$/gm)];
  expect(ids.map(([, explicit, own]) => explicit ?? own)).toContain(id);
});

const kept = kinds.filter((kind) => "kept" in replyKinds[kind]);

test.each(kept)("words with %s are nothing but words on the page", async (kind) => {
  const page = readKindPage(kind);
  const source = await documentOf(page.source, markdown);
  const localized = await documentOf(page.localized, markdown);
  const skeleton = (blocks: typeof source.blocks) => blocks.map((block) => block.skeleton);
  expect(skeleton(localized.blocks)).toEqual(skeleton(source.blocks));
  expect(localized.segments.map(({ words }) => plainText(words, true))).toEqual(
    page.reply.text.trimEnd().split("\n").map(wordsOfLine),
  );
});

/** What a reader should see of a line of a Reply. */
function wordsOfLine(line: string): string {
  return line.replace(/^\d+ +/, "").replace(/<\/?\d+\/?>/g, "");
}

/** One of three, so that translators have three. */
function sentence(outcome: Outcome): string {
  if ("repaired" in outcome) return "**Repaired**: it costs nothing.";
  if ("kept" in outcome) return "**Kept** as words: they are written so that they stay words.";
  const kind = outcome.refused;
  return `**Refused** as [\`${kind}\`](../problems.md#${kind}): the next way is tried.`;
}

function isKind(name: string): name is ReplyKind {
  return name in replyKinds;
}
