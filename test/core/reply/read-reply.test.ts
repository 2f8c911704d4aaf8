import { describe, expect, test } from "vitest";
import type { AnswerText } from "../../../src/core/model.ts";
import { readReply } from "../../../src/core/reply/read-reply.ts";
import type { RepairName } from "../../../src/core/reply/repairs.ts";

const usage = { input: 0, output: 0 };

const asked: ReadonlyMap<number, string> = new Map([
  [1, "One."],
  [2, "Two."],
]);

/** What each wanted line came to: its text, or `kind` with its detail in brackets. */
function heard(content: string, change: Partial<AnswerText> = {}): Record<number, string> {
  const result: AnswerText = { kind: "text", content, finishReason: "stop", usage, ...change };
  const lines = [...readReply(result, asked).lines].map(([number, line]) => [
    number,
    "text" in line ? line.text : `(${line.kind}${line.detail && `: ${line.detail}`})`,
  ]);
  return Object.fromEntries(lines);
}

const both = { 1: "Un.", 2: "Deux." };

const mended: readonly (readonly [name: string, content: string])[] = [
  ["as asked for", "1 Un.\n2 Deux."],
  ["in a fence", "```\n1 Un.\n2 Deux.\n```"],
  ["in a fence with a language", "```text\n1 Un.\n2 Deux.\n```\n"],
  ["in a fence of tildes", "~~~~\n1 Un.\n2 Deux.\n~~~~"],
  ["in a fence that never ends", "```\n1 Un.\n2 Deux."],
  ["before a postscript", "1 Un.\n2 Deux.\n\nI hope this helps!"],
  ["before a postscript in several lines", "1 Un.\n2 Deux.\n\n---\nNote: \n\nShall I go on?"],
  ["with each number on a line of its own", "1\nUn.\n\n2\n\nDeux."],
  ["with full-width numbers", "１　Un.\n２、Deux."],
  ["with numbers in bold", "**1.** Un.\n**2:** Deux."],
  ["behind a preamble", "Sure! Here is the translation:\n\n1 Un.\n2 Deux."],
  ["behind a preamble and a fence", "Here you are:\n```\n1 Un.\n2 Deux.\n```"],
  ["behind the Request's own comments", "# en > fr\n# docs/a.md\n1 Un.\n# … Before.\n2 Deux."],
  ["after thinking", "<think>1 One?\n2 Two?</think>\n\n1 Un.\n2 Deux."],
  ["after thinking under another name", "<thinking>\n1 One?\n</thinking>1 Un.\n2 Deux."],
  ["after thinking that began out of sight", "Let me see.\n</think>\n1 Un.\n2 Deux."],
  ["in another order", "2 Deux.\n1 Un."],
  ["with a line twice, but the same", "1 Un.\n1 Un.\n2 Deux.\n1 Un."],
  ["with lines that nobody asked for", "1 Un.\n2 Deux.\n3 Trois.\nFin."],
  ["with blank lines", "\n1 Un.\n\n\n2 Deux.\n\n"],
  ["with Windows line ends", "1 Un.\r\n2 Deux.\r\n"],
  ["with points", "1. Un.\n2. Deux."],
  ["with brackets", "1) Un.\n2) Deux."],
  ["with colons", "1: Un.\n2: Deux."],
  ["with escaped points", "1\\. Un.\n2\\. Deux."],
  ["with tabs", "1\tUn.\n2\t Deux."],
  ["with indentation", "  1 Un.\n\t2 Deux."],
];

test.each(mended)("a Reply %s is heard in full", (_, content) => {
  expect(heard(content)).toEqual(both);
});

const counted: readonly (readonly [content: string, repairs: readonly RepairName[]])[] = [
  ["1 Un.\n2 Deux.", []],
  ["# en > fr\n\n1 Un.\n# … Before.\n2 Deux.\n", []],
  ["```\n1 Un.\n2 Deux.\n```", ["fence"]],
  ["Sure!\n\n1 Un.\n2 Deux.", ["preamble"]],
  ["1 Un.\n2 Deux.\n\nBye.", ["postscript"]],
  ["<think>So.</think>1 Un.\n2 Deux.", ["thinking"]],
  ["So.</think>\n```\n1 Un.\n2 Deux.\n```", ["thinking", "fence"]],
  ["1. Un.\n2. Deux.", ["line-mark"]],
  ["1\nUn.\n2 Deux.", ["line-mark"]],
  ["2 Deux.\n1 Un.", ["line-order"]],
  ["1 Un.\n1 Un.\n2 Deux.", ["line-repeated"]],
  ["1 Un.\n2 Deux.\n3 Trois.\nFin.", ["line-invented"]],
];

test.each(counted)("all that is undone in %j is counted", (content, repairs) => {
  const result = { kind: "text", content, finishReason: "stop", usage } as const;
  expect(readReply(result, asked).repairs).toEqual(repairs);
  expect(heard(content)).toEqual(both);
});

test("a Reply of which nothing is heard has had nothing undone", () => {
  const content = "I cannot help with that.";
  const result = { kind: "text", content, finishReason: "stop", usage } as const;
  expect(readReply(result, asked).repairs).toEqual([]);
});

const spoilt: readonly (readonly [string, string, Record<number, string>])[] = [
  ["a line is missing", "2 Deux.", { 1: "(line-missing)", 2: "Deux." }],
  ["a line has no words", "1\n2 Deux.", { 1: "", 2: "Deux." }],
  ["nothing came", "", { 1: "(empty)", 2: "(empty)" }],
  ["white space came", " \n\t\n", { 1: "(empty)", 2: "(empty)" }],
  ["the model talks", "I cannot help with that.", { 1: "(line-missing)", 2: "(line-missing)" }],
  ["numbers are glued to words", "1Un.\n2Deux.", { 1: "(line-missing)", 2: "(line-missing)" }],
  [
    "a line came twice, and differs",
    "1 Un.\n1 Une.\n2 Deux.",
    { 1: "(line-doubled: Une.)", 2: "Deux." },
  ],
  ["a line was broken", "1 Un\nmille.\n2 Deux.", { 1: "(line-merged: mille.)", 2: "Deux." }],
  [
    "a postscript looks like a part of the last line",
    "1 Un.\n2 Deux.\nI hope this helps!",
    { 1: "Un.", 2: "(line-merged: I hope this helps!)" },
  ],
  [
    "a postscript stands behind half of the last line",
    "1 Un.\n2 Deux\n\nI hope this helps!",
    { 1: "Un.", 2: "(line-merged: I hope this helps!)" },
  ],
  [
    "a line goes on behind a blank one, and another follows",
    "1 Un.\n\nEt demi.\n2 Deux.",
    { 1: "(line-merged: Et demi.)", 2: "Deux." },
  ],
  ["a number stands alone at the end", "1 Un.\n2", { 1: "Un.", 2: "" }],
  ["thinking never ends", "<think>\n1 One?\n2 Two?", { 1: "(cut-off)", 2: "(cut-off)" }],
];

test.each(spoilt)("where %s, what is sound is kept", (_, content, expected) => {
  expect(heard(content)).toEqual(expected);
});

describe("a Reply that did not end by itself", () => {
  test("loses its last line when it was cut at its length", () => {
    const finishReason = "length";
    expect(heard("1 Un.\n2 Deu", { finishReason })).toEqual({ 1: "Un.", 2: "(cut-off)" });
    expect(heard("1 Un", { finishReason })).toEqual({ 1: "(cut-off)", 2: "(cut-off)" });
    expect(heard("", { finishReason })).toEqual({ 1: "(cut-off)", 2: "(cut-off)" });
  });

  test("is not heard at all when a filter stopped it", () => {
    const refused = "(refused: content_filter)";
    const result = heard("1 Un.\n2 Deux.", { finishReason: "content_filter" });
    expect(result).toEqual({ 1: refused, 2: refused });
  });
});

test.each([
  ["refused", "refused"],
  ["failed", "request-failed"],
  ["lost", "request-failed"],
] as const)("a Request that was %s is %s for each of its lines", (reason, kind) => {
  const { lines } = readReply({ kind: "failed", reason, message: "No.", usage }, asked);
  expect([...lines.values()]).toEqual([
    { kind, detail: "No." },
    { kind, detail: "No." },
  ]);
});

test("characters that only JavaScript takes for line ends are a part of their line", () => {
  expect(heard("1 Un\u2028et\u2029demi.\n2 Deux\u0085.")).toEqual({
    1: "Un\u2028et\u2029demi.",
    2: "Deux\u0085.",
  });
});

test("only the lines that were asked for are answered, each once", () => {
  const result = { kind: "text", content: "1 Un.\n7 Sept.", finishReason: "stop", usage } as const;
  expect([
    ...readReply(
      result,
      new Map([
        [7, "Seven."],
        [8, "Eight."],
      ]),
    ).lines.keys(),
  ]).toEqual([7, 8]);
});

test("a line that broke before a number is not taken for whole", () => {
  expect(heard("1 Attendez encore\n5 minutes avant de continuer.\n2 Fini.")).toMatchObject({
    1: expect.stringMatching(/^\(line-merged/),
    2: "Fini.",
  });
});

test("a reply of absurd length is not read", () => {
  expect(heard(`1 Un.\n2 ${"x ".repeat(100_000)}`)).toMatchObject({
    1: expect.stringMatching(/^\(too-long/),
    2: expect.stringMatching(/^\(too-long/),
  });
});
