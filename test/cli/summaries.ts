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
    ...changes,
  };
}

export function problem(kind: ProblemKind, changes: Partial<Problem> = {}): Problem {
  return { kind, page: "docs/a.md", line: 3, text: "", detail: "", ...changes };
}

export function isProblemKind(name: string): name is ProblemKind {
  return name in problemWords;
}
