import { expect, test } from "vitest";
import { exitCode } from "../../src/cli/exit-code.ts";
import type { Summary } from "../../src/pipeline/run.ts";
import { localeSummary, problem, summary } from "./summaries.ts";

/** What there is to say, and the codes of a run, of `--check` and of `--dry-run`. */
const rows: readonly (readonly [string, Partial<Summary>, 0 | 3, 0 | 3])[] = [
  ["everything is up to date", {}, 0, 0],
  ["there are no pages", { locales: [localeSummary({ pages: 0, current: 0 })] }, 0, 0],
  ["a page is written, or stale", { locales: [localeSummary({ written: 1 })] }, 0, 3],
  ["a text was asked for, or is missing", { locales: [localeSummary({ missing: 1 })] }, 0, 3],
  [
    "a page was changed by hand",
    { locales: [localeSummary({ editedPages: ["docs/edited-1.md"] })] },
    3,
    3,
  ],
  ["a text is kept in the source language", { problems: [problem("tag-missing")] }, 3, 3],
  ["a source cannot be read", { problems: [problem("source-refused")] }, 3, 3],
  [
    "the second of two locales has something",
    {
      locales: [
        localeSummary(),
        localeSummary({ locale: "ja", editedPages: ["docs/edited-1.md"] }),
      ],
    },
    3,
    3,
  ],
];

test.each(rows)("where %s", (_, changes, ofRun, ofCheck) => {
  expect(exitCode(summary({ ...changes, mode: "run" }))).toBe(ofRun);
  expect(exitCode(summary({ ...changes, mode: "check" }))).toBe(ofCheck);
  expect(exitCode(summary({ ...changes, mode: "dry-run" }))).toBe(0);
});

test("where answers are still to come, a run says so, whatever else there is to say", () => {
  const problems = [problem("tag-missing")];
  expect(exitCode(summary({ inFlight: 1, problems }))).toBe(4);
  expect(exitCode(summary({ inFlight: 1, mode: "dry-run" }))).toBe(0);
  expect(exitCode(summary({ inFlight: 1, mode: "check" }))).toBe(0);
});
