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
    estimatedTokens: 0,
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
