import fc from "fast-check";
import { expect, test } from "vitest";
import { createHumanReporter } from "../../src/cli/reporters/human.ts";
import { UserError } from "../../src/core/errors.ts";
import type { RunEvent } from "../../src/core/events.ts";
import { problemWords } from "../../src/core/problems.ts";
import { hostileText } from "./hostile-text.ts";
import { runnerCommand } from "./runner-command.ts";
import {
  estimate,
  everyShapeOfProblem,
  isProblemKind,
  localeSummary,
  problem,
  summary,
  unpriced,
} from "./summaries.ts";

/** What a reporter said, in order, each line behind the stream that it went to. */
function transcript(verbose = false) {
  const lines: string[] = [];
  const out = (text: string) => void lines.push(`out: ${text}`);
  const err = (text: string) => void lines.push(`err: ${text}`);
  const reporter = createHumanReporter({ out, err, verbose });
  return { reporter, text: () => `${lines.join("\n")}\n` };
}

function golden(name: string): string {
  return `../fixtures/cli/${name}.txt`;
}

const everything = summary({
  locales: [
    localeSummary({
      pages: 1234,
      current: 1200,
      written: 30,
      missing: 2345,
      editedPages: ["docs/edited-1.md", "docs/edited-2.md", "docs/edited-3.md"],
    }),
    localeSummary({ locale: "pt-BR", pages: 1, current: 0, written: 1, missing: 1 }),
    localeSummary({ locale: "ja", editedPages: ["docs/edited-1.md"] }),
  ],
  requests: 1,
  tokens: { input: 12_345, output: 6_789 },
  cost: 0.0123,
  estimate,
  ladder: {
    repairs: { fence: 2, "line-mark": 1200 },
    rungs: [
      { rung: "first", model: "small", requests: 40, texts: 2346, accepted: 2300 },
      { rung: "again", model: "small", requests: 2, texts: 46, accepted: 30 },
      { rung: "fallback", model: "large", requests: 1, texts: 16, accepted: 15 },
      { rung: "alone", model: "large", requests: 1, texts: 1, accepted: 0 },
    ],
    earlier: 1,
    source: 0,
  },
  problems: everyShapeOfProblem,
});

test("a summary with everything in it", async () => {
  const { reporter, text } = transcript();
  reporter.summary(everything);
  await expect(text()).toMatchFileSnapshot(golden("summary"));
});

test("what is left in flight, and the ceiling that a plan would break", () => {
  const { reporter, text } = transcript();
  reporter.summary(summary({ requests: 3, inFlight: 2 }));
  const over = { ...estimate, maxCost: 0.01 };
  reporter.summary(summary({ mode: "dry-run", requests: 12, estimate: over, inFlight: 1 }));
  expect(text()).toContain("out: 3 requests sent. 2 requests in flight; run again to collect");
  expect(text()).toContain("That is more than the ceiling of $0.01. 1 request in flight;");
});

test("what an earlier run has paid for is told apart", () => {
  const { reporter, text } = transcript();
  const tokens = { input: 900, output: 500 };
  reporter.summary(summary({ tokens, cost: 0.5, found: { input: 700, output: 400 } }));
  expect(text()).toContain(
    "900 input and 500 output tokens, $0.50. An earlier run had paid for 700 input and 400 output tokens of these.",
  );
});

test("without prices a plan tells tokens only", () => {
  const { reporter, text } = transcript();
  reporter.summary({ ...everything, mode: "dry-run", estimate: unpriced });
  expect(text()).toContain(", about 5,000 input and 2,000 output tokens. Memory saves 10 texts");
  expect(text()).not.toContain("$");
});

test("the same as a plan", async () => {
  const { reporter, text } = transcript();
  reporter.summary({ ...everything, mode: "check" });
  await expect(text()).toMatchFileSnapshot(golden("plan"));
});

test("a summary with nothing in it", async () => {
  const { reporter, text } = transcript();
  reporter.summary(summary());
  reporter.summary(summary({ mode: "dry-run" }));
  await expect(text()).toMatchFileSnapshot(golden("nothing-to-do"));
});

test("every kind of problem has its words and its hint", async () => {
  const { reporter, text } = transcript();
  const kinds = Object.keys(problemWords).filter(isProblemKind);
  reporter.summary(summary({ problems: kinds.map((kind) => problem(kind)) }));
  await expect(text()).toMatchFileSnapshot(golden("problems"));
});

const events: readonly RunEvent[] = [
  { kind: "warning", warning: { kind: "locale-not-translated", locale: "de" } },
  { kind: "warning", warning: { kind: "unreadable-record", file: "memory/fr/0.jsonl", line: 3 } },
  { kind: "sending", requests: 0, attempt: 1 },
  { kind: "batch-resumed", batch: "batch_1", requests: 1 },
  { kind: "sending", requests: 1200, attempt: 1 },
  { kind: "batch-uploaded", file: "file-1", requests: 1200, bytes: 1_234_567 },
  { kind: "batch-created", batch: "batch_2", requests: 1200 },
  progress("validating", 0, 0),
  progress("in_progress", 700, 5),
  { kind: "warning", warning: { kind: "unknown-status", batch: "batch_2", status: "resting" } },
  {
    kind: "warning",
    warning: { kind: "retrying", what: "show batch batch_2", reason: "503", waitMs: 1500 },
  },
  { kind: "batch-collected", batch: "batch_2", status: "completed", answers: 1195, failures: 5 },
  { kind: "warning", warning: { kind: "unexpected-answers", batch: "batch_2", answers: 1 } },
  { kind: "sending", requests: 1, attempt: 2 },
  { kind: "batch-collected", batch: "batch_3", status: "completed", answers: 1, failures: 0 },
  { kind: "page-written", locale: "fr", page: "docs/a.md" },
];

function progress(status: string, completed: number, failed: number): RunEvent {
  return { kind: "batch-progress", batch: "batch_2", status, completed, failed, total: 1200 };
}

test("the progress of a run, pages only where they are wanted", async () => {
  const [brief, verbose] = [transcript(), transcript(true)];
  for (const event of events) brief.reporter.event(event);
  for (const event of events) verbose.reporter.event(event);
  await expect(brief.text()).toMatchFileSnapshot(golden("progress"));
  expect(verbose.text()).toBe(`${brief.text()}err:   fr docs/a.md\n`);
});

test("a mistake is one sentence and one hint, without a stack", () => {
  const { reporter, text } = transcript(true);
  reporter.failure(new UserError("engine-unknown", { engine: "magic", known: "batch, pseudo" }));
  expect(text()).toBe(
    'err: Error: There is no engine "magic".\nerr:   Choose one of batch, pseudo.\n',
  );
});

test("a bug asks to be reported, and shows its stack to those who want it", () => {
  const [brief, verbose] = [transcript(), transcript(true)];
  for (const { reporter } of [brief, verbose]) reporter.failure(new TypeError("x is not y"));
  expect(brief.text()).toBe(
    "err: Error: this is a bug in docusaurus-plugin-translate-llm: x is not y\nerr:   Please report it; --verbose shows where it happened.\n",
  );
  expect(verbose.text()).toMatch(/^err: +at /m);
});

test("lists are cut after 20 entries, and a list of 20 is whole", () => {
  const places = (size: number) =>
    Array.from({ length: size }, (_, index) => problem("empty", { line: index + 1 }));
  const pages = (size: number) => Array.from({ length: size }, (_, index) => `docs/${index}.md`);
  const [whole, cut] = [20, 21].map((size) => {
    const { reporter, text } = transcript();
    const locales = [localeSummary({ editedPages: pages(size) })];
    reporter.summary(summary({ locales, problems: places(size) }));
    return text();
  });
  expect(whole).not.toContain("more");
  expect(cut).toContain("docs/a.md:20\nout:   … and 1 more place (--json lists all)\n");
  expect(cut).toContain("docs/19.md\nout:   … and 1 more page (--json lists all)\n");
});

test("foreign text cannot speak to the terminal or to a CI runner", () => {
  fc.assert(
    fc.property(hostileText, (foreign) => {
      const { reporter, text } = transcript(true);
      const kept = { page: foreign, locale: foreign, text: foreign, detail: foreign };
      const locales = [localeSummary({ locale: foreign, editedPages: [foreign] })];
      reporter.event({ kind: "batch-created", batch: foreign, requests: 1 });
      reporter.event({ kind: "page-written", locale: foreign, page: foreign });
      reporter.summary(summary({ locales, problems: [problem("request-failed", kept)] }));
      reporter.failure(new UserError("outside", { path: foreign, real: foreign }));
      reporter.failure(new Error(foreign));
      for (const line of text()
        .trimEnd()
        .split(/^(?:out|err): /m)) {
        const said = line.replace(/\n$/, "");
        expect(said).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
        expect(runnerCommand(said)).toBeUndefined();
      }
    }),
  );
});
