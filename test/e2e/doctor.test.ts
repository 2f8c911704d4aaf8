import { afterAll, beforeAll, expect, test } from "vitest";
import { type Outcome, runDocusaurus } from "../support/temp-site/run-docusaurus.ts";
import { type Bench, key, openBench, written } from "./bench.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench({
    config: { locales: ["en", "fr", "ja"] },
    files: {
      "docs/a/setup/x.md": "# Page of x\n\nWords on the letter.\n",
      "docs/b/setup/y.md": "# Page of y\n\nMore words on letters.\n",
    },
  });
});

afterAll(() => bench.close());

const cure = { "docs/b/setup/_category_.json": '{"key": "b/setup"}' };

function doctor(): Promise<Outcome> {
  return runDocusaurus(bench.site.dir, ["translate-llm:doctor"], { OPENAI_API_KEY: key });
}

test("the doctor names file, reason and cure, once for all locales", async () => {
  const { code, stdout, stderr } = await doctor();
  expect(stdout, stderr).toBe(`
Docusaurus would not build the translated site (1):
  docs/b/setup/_category_.json · fr, ja · category-folder
    The sidebar item "setup" shares the translation key "sidebar.defaultSidebar.category.setup" with "setup" of docs/a/setup/_category_.json, which Docusaurus refuses once there are translations.
    Make the file docs/b/setup/_category_.json with {"key": "b/setup"} in it.
`);
  expect(code).toBe(3);
});

test("a run is refused before anything is sent or written", async () => {
  const { code, stdout, stderr } = await bench.run();
  expect(stderr).toMatch(/^Error: Docusaurus could not build fr, ja any more .*\(1 to mend\)/m);
  expect(stderr).toContain("Run docusaurus translate-llm:doctor to see all.");
  expect(stderr).toContain('Make the file docs/b/setup/_category_.json with {"key": "b/setup"}');
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(bench.exchanges()).toBe(0);
  expect(await written(bench.site)).toEqual([]);
});

test("--dry-run says what it would do, and warns", async () => {
  const outcome = await bench.run("--dry-run");
  expect(outcome.stderr).toContain("Warning: Docusaurus cannot build fr, ja with translations.");
  expect(outcome).toMatchObject({ code: 0 });
  expect(outcome.stdout).toContain("to write");
});

test("where translations are on already, the build is red, and a run goes on", async () => {
  await bench.site.write({ "i18n/fr/notes.txt": "" });
  const built = await runDocusaurus(bench.site.dir, ["build", "--locale", "fr"]);
  expect(built.stdout + built.stderr).toContain("produce the same translation key");
  const outcome = await bench.run("-l", "fr");
  expect(outcome.stderr).toContain("Warning: Docusaurus cannot build fr with translations.");
  expect(outcome).toMatchObject({ code: 0 });
});

test("with the cure applied a run goes through, nothing is found, and the locale builds", async () => {
  await bench.site.write(cure);
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(await doctor()).toMatchObject({
    code: 0,
    stdout: "Nothing found: the site is ready to be translated.\n",
  });
  const built = await runDocusaurus(bench.site.dir, ["build", "--locale", "fr"]);
  expect(built.code, built.stdout + built.stderr).toBe(0);
});
