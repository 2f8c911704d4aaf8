import { expect, test } from "vitest";
import type { AnswerFailure, AnswerText } from "../../src/core/model.ts";
import type { ProblemKind } from "../../src/core/problems.ts";
import { type Bench, startBench } from "./bench.ts";

const source =
  "Nothing odd here.\n\nRead [the guide](https://example.com) with `npm ci` first, please.\n";
const text = "Read <1>the guide</1> with `npm ci` first, please.";
const usage = { input: 10, output: 5 };

/** The first line is good; this is what comes as the second. */
const badLines: readonly (readonly [ProblemKind, string, string])[] = [
  ["line-missing", "", ""],
  ["line-doubled", "2 FR <1>g</1> `npm ci` a\n2 FR <1>g</1> `npm ci` b", "FR <1>g</1> `npm ci` b"],
  ["line-merged", "2 FR Read <1>it</1> with\n`npm ci` first.", "`npm ci` first."],
  ["tag-missing", "2 FR Read it with `npm ci`.", "<1>"],
  ["tag-doubled", "2 FR <1>a</1> and <1>b</1> with `npm ci`.", "<1>"],
  ["tag-invented", "2 FR <1>a</1> and <2/> with `npm ci`.", "<2>"],
  ["tag-nesting", "2 FR Read <1/> with `npm ci`.", "<1>"],
  ["code-changed", "2 FR Read <1>it</1> with `npm install`.", "npm install"],
  ["empty", "2 <1></1> `npm ci`", ""],
  [
    "structure",
    "2 FR <1>it</1> with `npm ci` or https://evil.example/",
    'it would add link url="https://evil.example/" title=""',
  ],
];

test.each(badLines)(
  "a line that is bad as %s stays in the source language",
  async (kind, line, detail) => {
    const bench = await startBench({
      pages: { "a.md": source },
      reply: ({ customId }) => (customId.endsWith("-1") ? `1 FR Rien.\n${line}` : relabel(line)),
    });
    const { problems } = await bench.run();
    const where = { page: "docs/a.md", locale: "fr", line: 3, text };
    const tried = { checks: expect.any(Number), models: ["test-model"] };
    expect(problems).toEqual([{ kind, detail, ...where, key: expect.any(String), tried }]);
    expect(await bench.read("a.md")).toBe(source.replace("Nothing odd here.", "FR Rien."));
  },
);

/** The second time the text is asked for alone. */
function relabel(line: string): string {
  return line === "" ? "Nothing to say." : line.replaceAll(/^2 /gm, "1 ");
}

const cut: AnswerText = {
  kind: "text",
  content: "1 FR Rien.\n2 FR Read <1>it",
  finishReason: "length",
  usage,
};

const failures: readonly (readonly [ProblemKind, AnswerFailure])[] = [
  ["refused", { kind: "failed", reason: "refused", message: "I'd rather not.", usage }],
  ["request-failed", { kind: "failed", reason: "failed", message: "Server on fire.", usage }],
  ["request-failed", { kind: "failed", reason: "lost", message: "Nothing came back.", usage }],
];

test.each(failures)(
  "a Request that is answered with %s fails for each of its texts",
  async (kind, failure) => {
    const bench = await startBench({ pages: { "a.md": source }, reply: () => failure });
    const { problems } = await bench.run();
    expect(problems).toMatchObject([
      { kind, detail: failure.message, line: 1, text: "Nothing odd here." },
      { kind, detail: failure.message, line: 3, text },
    ]);
    expect(await bench.read("a.md")).toBe(source);
  },
);

test("of a Reply that was cut off, all lines but the last are kept", async () => {
  const replies = [cut, { ...cut, content: "1 FR Read <1>it" }];
  const bench = await startBench({
    pages: { "a.md": source },
    reply: () => replies.shift() ?? "",
  });
  const { problems } = await bench.run();
  expect(problems).toMatchObject([{ kind: "cut-off", line: 3, text }]);
  expect(await bench.read("a.md")).toContain("FR Rien.");
});

test("a text that fails is asked for twice a run, the second time by itself", async () => {
  const answer = (line: string) => (line === text ? "FR Perdu." : `FR ${line}`);
  const bench = await startBench({ pages: { "a.md": source }, answer });
  expect(await bench.run()).toMatchObject({ requests: 2 });
  expect(bench.engine.sent()).toEqual(["fr: Nothing odd here.", `fr: ${text}`, `fr: ${text}`]);
});

test("the second try says what was wrong with the first", async () => {
  const asked: string[] = [];
  const bench = await startBench({
    pages: { "a.md": source },
    reply: ({ body }) => {
      asked.push(body.messages.map(({ content }) => content).join("\n"));
      return "1 FR Rien.\n2 FR Perdu.";
    },
  });
  await bench.run();
  const mistake = "# The last translation of line 1 was refused: a tag was lost (<1>)";
  expect(asked.map((message) => message.includes(mistake))).toEqual([false, true]);
});

test("a failure that the second try mends leaves no trace", async () => {
  const replies = ["1 FR Rien.\n2 FR Perdu.", "1 FR Lire <1>le guide</1> avec `npm ci`."];
  const bench = await startBench({ pages: { "a.md": source }, reply: () => replies.shift() ?? "" });
  expect(await bench.run()).toMatchObject({ problems: [], requests: 2 });
  await expectRest(bench);
});

test("a text that fails on one page is not translated on another, and each is named", async () => {
  const pages = { "a.md": source, "b.md": `# B\n\n${source}` };
  const bench = await startBench({ pages, answer: (line) => (line === text ? "FR Perdu." : line) });
  const { problems } = await bench.run();
  expect(problems.map(({ page, line }) => `${page}:${line}`)).toEqual([
    "docs/a.md:3",
    "docs/b.md:5",
  ]);
});

test("problems of pages that need no work are still told", async () => {
  const unfixable = "A [link `](https://example.com)` in it.\n";
  const bench = await startBench({ pages: { "a.md": source, "b.md": unfixable } });
  const first = await bench.run();
  const second = await bench.run();
  expect(second.problems).toEqual(first.problems);
});

async function expectRest(bench: Bench): Promise<void> {
  bench.engine.sent();
  bench.parses();
  expect(await bench.run()).toMatchObject({ problems: [], requests: 0 });
  expect(bench.parses()).toBe(0);
}
