import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, key, openBench, translated, translateLines } from "./bench.ts";

const files = {
  "docs/a.md": "# A page\n\nA sentence with [a link](https://example.com) in it.\n",
};

let bench: Bench;
let folder: string;
let onGithub: Readonly<Record<string, string>>;

beforeAll(async () => {
  const server = {
    reply: (body: Parameters<typeof translateLines>[0]) =>
      translateLines(body, undefined, (text) =>
        text.includes("a link") ? "FR Une phrase." : translated(text),
      ),
  };
  bench = await openBench({ files, server });
  folder = await mkdtemp(join(tmpdir(), "step-"));
  onGithub = {
    OPENAI_API_KEY: key,
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: dirname(bench.site.dir),
    GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
  };
});

afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true });
});

test("on GitHub, a text that is kept is a warning on its line, and stands in the job summary", async () => {
  const { code, stdout, stderr } = await bench.runIn(onGithub);
  expect(code, stderr).toBe(3);
  const file = `${basename(bench.site.dir)}/docs/a.md`;
  expect(stdout).toContain(`\n::warning file=${file},line=3,title=Kept in the source language%3A `);
  expect(await readFile(join(folder, "summary.md"), "utf8")).toContain("<code>docs/a.md:3</code>");
});

test("on GitHub, a mistake is an error of the step", async () => {
  const { code, stderr } = await bench.runIn(onGithub, "-l", "xx");
  expect(code).toBe(1);
  expect(stderr).toContain('\n::error::There is no locale "xx" to translate into;');
});

test("on GitHub, --json prints the summary and nothing else", async () => {
  const { code, stdout } = await bench.runIn(onGithub, "--json");
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ problems: [{ kind: "tag-missing" }] });
});

test("elsewhere there are no commands for a runner", async () => {
  const { stdout } = await bench.runIn({ ...onGithub, GITHUB_ACTIONS: "" });
  expect(stdout).toContain("docs/a.md:3 · fr");
  expect(stdout).not.toContain("::warning");
});
