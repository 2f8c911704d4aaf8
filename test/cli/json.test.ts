import fc from "fast-check";
import { expect, test } from "vitest";
import { createJsonReporter } from "../../src/cli/reporters/json.ts";
import { UserError } from "../../src/core/errors.ts";
import { problemWords } from "../../src/core/problems.ts";
import { hostileText } from "./hostile-text.ts";
import { runnerCommand } from "./runner-command.ts";
import { localeSummary, problem, summary } from "./summaries.ts";

function transcript() {
  const said = { out: "", err: "" };
  const reporter = createJsonReporter({
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { reporter, said };
}

test("the summary is one document with everything in it, and events are not heard", () => {
  const { reporter, said } = transcript();
  const whole = {
    ...summary({
      locales: [localeSummary({ editedPages: ["docs/edited-1.md", "docs/edited-2.md"] })],
    }),
    fieldOfTheFuture: { count: 1 },
  };
  reporter.event({ kind: "sending", requests: 1, attempt: 1 });
  reporter.summary(whole);
  expect(JSON.parse(said.out)).toEqual(whole);
  expect(said.err).toBe("");
});

test("a problem tells where, what, why and what to do, in this order, and all else that is known", () => {
  const { reporter, said } = transcript();
  const tried = { checks: 1, models: ["model-1"] };
  const known = { locale: "fr", text: "A <1>", detail: "<1>", tried };
  reporter.summary(summary({ problems: [problem("tag-missing", known)] }));
  const { problems } = JSON.parse(said.out);
  expect(Object.entries(problems[0])).toEqual([
    ["page", "docs/a.md"],
    ["line", 3],
    ["locale", "fr"],
    ["kind", "tag-missing"],
    ["title", problemWords["tag-missing"].title],
    ["hint", problemWords["tag-missing"].hint],
    ["text", "A <1>"],
    ["detail", "<1>"],
    ["tried", tried],
  ]);
});

test("problems are one list, by page, line and locale, whatever their kind", () => {
  const { reporter, said } = transcript();
  const problems = [
    problem("empty", { page: "docs/10.md", locale: "fr" }),
    problem("copied", { page: "docs/9.md", line: 10, locale: "ja" }),
    problem("empty", { page: "docs/9.md", line: 10, locale: "fr" }),
    problem("source-refused", { page: "docs/9.md", line: 9 }),
  ];
  reporter.summary(summary({ problems }));
  expect(JSON.parse(said.out)).toMatchObject({ problems: [...problems].reverse() });
});

test("a mistake has its code, its sentence and its hint", () => {
  const { reporter, said } = transcript();
  reporter.failure(new UserError("stray-word", { word: "fr" }));
  expect(JSON.parse(said.out)).toEqual({
    error: {
      code: "stray-word",
      message: 'There is no use for "fr" behind the command.',
      hint: "Join locales with commas: -l fr,ja.",
    },
  });
});

test.each([new TypeError("x is not y"), "x is not y"])("a bug has the code bug", (error) => {
  const { reporter, said } = transcript();
  reporter.failure(error);
  expect(JSON.parse(said.out)).toEqual({ error: { code: "bug", message: "x is not y" } });
});

test("foreign text cannot speak to the terminal or to a CI runner, and programs read it unchanged", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const { reporter, said } = transcript();
      reporter.event({ kind: "warning", warning: { kind: "locale-not-translated", locale: text } });
      reporter.summary(
        summary({ problems: [problem("empty", { page: text, locale: text, text })] }),
      );
      for (const line of [...said.out.split("\n"), said.err]) {
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
        expect(runnerCommand(line)).toBeUndefined();
      }
      expect(JSON.parse(said.out)).toMatchObject({
        problems: [{ page: text, locale: text, text }],
      });
    }),
  );
});
