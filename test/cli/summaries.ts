import type { Estimate } from "../../src/core/cost/estimate.ts";
import { type Problem, type ProblemKind, problemWords } from "../../src/core/problems.ts";
import type { LocaleSummary, Summary } from "../../src/pipeline/run.ts";

export function summary(changes: Partial<Summary> = {}): Summary {
  return {
    mode: "run",
    engine: "batch",
    locales: [localeSummary()],
    problems: [],
    requests: 0,
    tokens: { input: 0, output: 0 },
    inFlight: 0,
    ladder: { repairs: {}, rungs: [], earlier: 0, source: 0 },
    ...changes,
  };
}

/** One page that is up to date. */
export function localeSummary(changes: Partial<LocaleSummary> = {}): LocaleSummary {
  return {
    locale: "fr",
    pages: 1,
    current: 1,
    written: 0,
    missing: 0,
    editedPages: [],
    removed: 0,
    ...changes,
  };
}

export function problem(kind: ProblemKind, changes: Partial<Problem> = {}): Problem {
  return { kind, page: "docs/a.md", line: 3, text: "", detail: "", ...changes };
}

const remembered = { segments: 10, tokens: { input: 300, output: 400 } };

const work = { pages: 4, sections: 9, segments: 40, requests: 12, remembered };

/** Where no price is known. */
export const unpriced: Estimate = {
  ...work,
  tokens: { input: 5_000, output: 2_000 },
  locales: [
    { ...work, locale: "fr", tokens: { input: 3_000, output: 900 }, requests: 7, pages: 3 },
    { ...work, locale: "pt-BR", tokens: { input: 2_000, output: 1_100 }, requests: 5, pages: 1 },
  ],
  tariff: "batch",
};

export const estimate: Estimate = {
  ...unpriced,
  cost: 0.012,
  costPerPage: 0.003,
  remembered: { ...remembered, cost: 0.001 },
  locales: unpriced.locales.map((one) => ({ ...one, cost: 0.006, costPerPage: 0.0015 })),
};

/** With and without a locale, texts that several locales keep, two texts in a line, and more than are shown. */
export const everyShapeOfProblem: readonly Problem[] = [
  problem("copied", { locale: "fr", text: "Words that had a translation.", earlier: true }),
  problem("tag-missing", { page: "docs/part-10.md", locale: "ja", text: "A <1/>", detail: "<1>" }),
  problem("tag-missing", {
    page: "docs/part-2.md",
    locale: "ja",
    text: "Read <1>it</1>.",
    detail: "<1>",
  }),
  problem("tag-missing", {
    page: "docs/part-2.md",
    locale: "fr",
    text: "Read <1>it</1>.",
    detail: "<2>",
  }),
  problem("source-refused", { line: 7, detail: "Expected a closing tag" }),
  problem("not-utf8", { page: "docs/latin.md", line: 1 }),
  problem("copied", { line: 12, locale: "fr", text: "One cell" }),
  problem("copied", { line: 12, locale: "fr", text: "The next cell" }),
  problem("request-failed", {
    locale: "pt-BR",
    text: "100% of it, or: less",
    detail: "overloaded",
  }),
  ...["ja", "fr"].flatMap((locale) =>
    Array.from({ length: 23 }, (_, index) =>
      problem("line-missing", { line: index + 1, locale, text: `Text ${index + 1}` }),
    ),
  ),
];

export function isProblemKind(name: string): name is ProblemKind {
  return name in problemWords;
}
