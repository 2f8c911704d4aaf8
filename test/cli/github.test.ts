import fc from "fast-check";
import { expect, test } from "vitest";
import { createGithubReporter } from "../../src/cli/reporters/github.ts";
import { createHumanReporter } from "../../src/cli/reporters/human.ts";
import { UserError } from "../../src/core/errors.ts";
import type { Problem } from "../../src/core/problems.ts";
import { hostileText } from "./hostile-text.ts";
import { runnerCommand } from "./runner-command.ts";
import { everyShapeOfProblem, problem, summary } from "./summaries.ts";

interface Settings {
  readonly siteDir?: string;
  readonly root?: string | undefined;
  readonly appendSummary?: ((markdown: string) => void) | undefined;
}

/** What was said, in order, each line behind the stream that it went to. */
function transcript(settings: Settings = {}) {
  const lines: string[] = [];
  const out = (text: string) => void lines.push(`out: ${text}`);
  const err = (text: string) => void lines.push(`err: ${text}`);
  const runner = { siteDir: "/repo/website", root: "/repo", appendSummary: undefined, ...settings };
  const human = createHumanReporter({ out, err, verbose: true });
  return { reporter: createGithubReporter(human, { out, err, ...runner }), lines };
}

function annotations(problems: readonly Problem[], settings?: Settings) {
  const { reporter, lines } = transcript(settings);
  reporter.summary(summary({ problems }));
  return lines
    .map((line) => runnerCommand(line.replace(/^out: /, "")))
    .filter((command) => command !== undefined);
}

test("what is kept follows the report of people, as warnings on source lines", async () => {
  const { reporter, lines } = transcript();
  reporter.event({ kind: "sending", requests: 1, attempt: 1 });
  reporter.summary(summary({ problems: everyShapeOfProblem }));
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("../fixtures/cli/github.txt");
});

test("where nothing is kept there is no warning, and nothing is said about GitHub", () => {
  const { reporter, lines } = transcript();
  reporter.summary(summary());
  expect(lines).toEqual([
    "out: ",
    "out: fr       1 page: 1 up to date, 0 written",
    "out: 0 requests sent.",
  ]);
});

test("a warning says where and for which locales, what is wrong and what to do", () => {
  const problems = ["ja", "fr"].map((locale) =>
    problem("tag-missing", { locale, text: "100%, or: <1>", detail: "<1>" }),
  );
  expect(annotations(problems)).toEqual([
    {
      name: "warning",
      properties: {
        file: "website/docs/a.md",
        line: "3",
        title: "Kept in the source language: a tag was lost",
      },
      data: "fr, ja · 100%, or: <1> · <1>\nTry another model, or ask again with --retranslate failed.",
    },
  ]);
});

test("of each kind ten places at most become warnings, and each kind is among the first ones", () => {
  const texts = (kind: "empty" | "copied", size: number) =>
    Array.from({ length: size }, (_, index) => problem(kind, { line: index + 1 }));
  const lines = (problems: readonly Problem[]) =>
    annotations(problems).map(({ properties }) => properties["line"]);
  const ten = Array.from({ length: 10 }, (_, index) => `${index + 1}`);
  expect(lines(texts("empty", 12))).toEqual(ten);
  expect(lines([...texts("empty", 12), ...texts("copied", 2)])).toEqual([
    "1",
    "1",
    "2",
    "2",
    ...ten.slice(2),
  ]);
});

test("that not all can be shown is said from the eleventh place on", () => {
  const said = (size: number) => {
    const { reporter, lines } = transcript();
    const places = Array.from({ length: size }, (_, index) =>
      problem("empty", { line: index + 1 }),
    );
    reporter.summary(summary({ problems: places }));
    return lines.at(-1);
  };
  expect(said(10)).toContain("::warning ");
  expect(said(11)).toBe(
    "out: GitHub shows 10 annotations a step; 11 places are kept in the source language (--json lists all).",
  );
});

test.each([
  ["a site in a folder of the repository", "/repo/website", "/repo", "website/docs/a.md"],
  ["a site that is the repository", "/repo", "/repo", "docs/a.md"],
  ["a repository whose name starts the same", "/repo-2", "/repo", "docs/a.md"],
  ["a site outside of the repository", "/elsewhere", "/repo", "docs/a.md"],
  ["no repository", "/repo/website", undefined, "docs/a.md"],
  ["an empty name of a repository", `${process.cwd()}/website`, "", "docs/a.md"],
])("with %s the file is named as GitHub finds it", (_, siteDir, root, file) => {
  const [found] = annotations([problem("empty")], { siteDir, root });
  expect(found?.properties).toMatchObject({ file });
});

test("a page beside the site's folder is found in the repository", () => {
  const [outside, beside] = annotations([
    problem("empty", { page: "../docs/a.md" }),
    problem("empty", { page: "../../docs/b.md" }),
  ]);
  expect(outside?.properties).toMatchObject({ file: "../../docs/b.md" });
  expect(beside?.properties).toMatchObject({ file: "docs/a.md" });
});

test("a mistake becomes an error, with its hint", () => {
  const { reporter, lines } = transcript();
  reporter.failure(new UserError("engine-unknown", { engine: "100%", known: "batch, pseudo" }));
  expect(lines).toEqual([
    'err: Error: There is no engine "100%".',
    "err:   Choose one of batch, pseudo.",
    'err: ::error::There is no engine "100%25".%0AChoose one of batch, pseudo.',
  ]);
});

test.each([new TypeError("x is not y"), "x is not y"])("a bug becomes an error too", (bug) => {
  const { reporter, lines } = transcript();
  reporter.failure(bug);
  expect(lines.at(-1)).toBe(
    "err: ::error::This is a bug in docusaurus-plugin-translate-llm: x is not y",
  );
});

test("a summary is appended, and one that cannot be written spoils nothing", () => {
  const written: string[] = [];
  const good = transcript({ appendSummary: (markdown) => void written.push(markdown) });
  good.reporter.summary(summary());
  expect(written).toEqual([expect.stringMatching(/^\n## .*\n\n$/s)]);
  const bad = transcript({
    appendSummary: () => {
      throw new Error("read-only");
    },
  });
  bad.reporter.summary(summary());
  expect(bad.lines).toEqual([
    ...good.lines,
    "err: Warning: the file of GITHUB_STEP_SUMMARY cannot be written, so there is no job summary.",
  ]);
});

test("foreign text gives no command of its own, and changes nothing of ours but words", () => {
  fc.assert(
    fc.property(hostileText, hostileText, (page, text) => {
      const { reporter, lines } = transcript();
      const kept = { page: `docs/${page}`, locale: text, text, detail: text };
      reporter.summary(summary({ problems: [problem("refused", kept)] }));
      reporter.failure(new UserError("provider-refused", { baseURL: text, reason: text }));
      reporter.failure(new Error(text));
      const said = lines.map((line) => line.replace(/^(?:out|err): /, ""));
      expect(said.join("")).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      const commands = said.map(runnerCommand).filter((command) => command !== undefined);
      expect(commands.map(({ name }) => name)).toEqual(["warning", "error", "error"]);
      expect(Object.keys(commands[0]?.properties ?? {})).toEqual(["file", "line", "title"]);
      expect(commands[0]?.properties).toMatchObject({ line: "3" });
    }),
  );
});
