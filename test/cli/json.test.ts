import { expect, test } from "vitest";
import { createJsonReporter } from "../../src/cli/reporters/json.ts";
import { UserError } from "../../src/core/errors.ts";
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
  const whole = summary({
    locales: [localeSummary({ editedPages: ["docs/edited-1.md", "docs/edited-2.md"] })],
    problems: [problem("empty", { locale: "fr", text: "ä \u001b[2J" })],
  });
  reporter.event({ kind: "sending", requests: 1, attempt: 1 });
  reporter.summary(whole);
  expect(JSON.parse(said.out)).toEqual(whole);
  expect(said.err).toBe("");
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

test("foreign text cannot speak to the terminal, and programs read it unchanged", () => {
  const { reporter, said } = transcript();
  const text = "\u001b[2J \u009b2J \u202e \u2028 \u{e0001}";
  reporter.summary(summary({ problems: [problem("empty", { text })] }));
  expect(said.out.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
  expect(JSON.parse(said.out)).toMatchObject({ problems: [{ text }] });
});
