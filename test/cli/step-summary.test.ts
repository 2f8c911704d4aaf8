import fc from "fast-check";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { expect, test } from "vitest";
import { visible } from "../../src/cli/reporters/escape.ts";
import { stepSummary } from "../../src/cli/reporters/step-summary.ts";
import { problemWords } from "../../src/core/problems.ts";
import { hostileText } from "./hostile-text.ts";
import {
  estimate,
  everyShapeOfProblem,
  isProblemKind,
  localeSummary,
  problem,
  summary,
} from "./summaries.ts";

const processor = unified().use(remarkParse).use(remarkGfm);

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

function nodesOf(node: Node): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}

function typesIn(markdown: string): ReadonlySet<string> {
  return new Set(nodesOf(processor.parse(markdown)).map(({ type }) => type));
}

/** The tables as Markdown leaves them, after its transforms. */
function blocksOf(markdown: string): readonly Node[] {
  return nodesOf(processor.runSync(processor.parse(markdown)));
}

const row = /^<tr>(?:<t[hd]>(?:<code>(?:[^<>&"']|&#\d+;)*<\/code>|[\w ,]*)<\/t[hd]>)+<\/tr>$/;

/** Every line of a table is one of ours, with nothing in its cells that HTML would act upon. */
function expectOwnTable(html: string): void {
  const lines = html.split("\n");
  expect([lines[0], lines.at(-1)]).toEqual(["<table>", "</table>"]);
  for (const line of lines.slice(1, -1)) expect(line).toMatch(row);
}

function shownIn(html: string): readonly string[] {
  return [...html.matchAll(/<code>(.*?)<\/code>/g)].map(([, text = ""]) =>
    text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
  );
}

const everything = summary({
  locales: [
    localeSummary({
      pages: 1234,
      current: 1200,
      written: 30,
      missing: 2345,
      editedPages: ["a", "b"],
    }),
    localeSummary({ locale: "pt-BR", pages: 1, current: 0, written: 1, missing: 1 }),
  ],
  requests: 12,
  tokens: { input: 12_345, output: 6_789 },
  problems: everyShapeOfProblem,
});

test("a summary with everything in it", async () => {
  await expect(stepSummary(everything)).toMatchFileSnapshot("../fixtures/cli/step-summary.md");
});

test("a plan speaks of what is to come", () => {
  const plan = stepSummary({ ...everything, mode: "check", problems: [], estimate });
  expect(plan).toContain("<th>To write</th><th>Texts to translate</th>");
  expect(plan).toContain(
    "\n12 requests would be sent for 40 texts in 9 sections of 4 pages, about 5,000 input and 2,000 output tokens, $0.012 with the discount for batches ($0.003 a page). Memory saves 10 texts, about 300 input and 400 output tokens, $0.001.\n",
  );
});

test("a hundred places of a kind are listed, and how many more there are is said", () => {
  const places = (size: number) =>
    stepSummary(
      summary({
        problems: Array.from({ length: size }, (_, index) => problem("empty", { line: index + 1 })),
      }),
    );
  expect(places(100)).toContain("docs/a.md:100<");
  expect(places(100)).not.toContain("more");
  expect(places(102)).not.toContain("docs/a.md:101<");
  expect(places(102)).toContain("\n… and 2 more places (--json lists all)\n");
});

test("a summary never grows so large that GitHub drops it", () => {
  const kinds = Object.keys(problemWords).filter(isProblemKind);
  const problems = kinds.flatMap((kind) =>
    Array.from({ length: 100 }, (_, index) =>
      problem(kind, { line: index + 1, text: "<".repeat(120), detail: "'".repeat(300) }),
    ),
  );
  const markdown = stepSummary(summary({ problems }));
  expect(Buffer.byteLength(markdown)).toBeLessThan(510_000);
  expect(/\n… and \d+ more kinds \(--json lists all\)\n\n$/.test(markdown)).toBe(true);
  for (const { type, value = "" } of blocksOf(markdown)) if (type === "html") expectOwnTable(value);
});

test("foreign text is text in its cell, whatever Markdown and HTML would make of it", () => {
  fc.assert(
    fc.property(fc.tuple(hostileText, hostileText, hostileText), ([page, text, detail]) => {
      const kept = {
        page: `docs/${page}`,
        locale: `fr${page}`,
        text: `T${text}`,
        detail: `D${detail}`,
      };
      const locales = [localeSummary({ locale: `fr${page}` })];
      const blocks = blocksOf(
        stepSummary(summary({ locales, problems: [problem("empty", kept)] })),
      );
      const tables = blocks.filter(({ type }) => type === "html").map(({ value = "" }) => value);
      expect(tables).toHaveLength(2);
      for (const table of tables) expectOwnTable(table);
      expect(tables.flatMap(shownIn)).toEqual(
        [kept.locale, `${kept.page}:3`, kept.locale, kept.text, kept.detail].map(visible),
      );
      expect(new Set(blocks.map(({ type }) => type))).toEqual(
        new Set(["root", "heading", "text", "html", "paragraph"]),
      );
    }),
  );
});

test.each(Object.keys(problemWords).filter(isProblemKind))(
  "our own words about %s are no Markdown by accident",
  (kind) => {
    expect([...typesIn(stepSummary(summary({ problems: [problem(kind)] })))].sort()).toEqual([
      "heading",
      "html",
      "paragraph",
      "root",
      "text",
    ]);
  },
);

test.each([
  ["link", "https://evil.example"],
  ["link", "www.evil.example"],
  ["link", "evil@evil.example"],
  ["link", "https&#58;&#47;&#47;evil.example"],
  ["image", "![x](y)"],
  ["strong", "**x**"],
  ["delete", "~~x~~"],
])("a %s in a cell of a Markdown table would be noticed", (type, text) => {
  const table = `| Text |\n|---|\n| <code>${text}</code> |\n`;
  expect([...typesIn(table)]).toContain(type);
});
