import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Outcome, runDocusaurus } from "../support/temp-site/run-docusaurus.ts";
import { type Bench, frenchDocs, key, openBench, startBench, written } from "./bench.ts";

function doctor({ site }: Bench, flags: readonly string[] = [], env = {}): Promise<Outcome> {
  return runDocusaurus(site.dir, ["translate-llm:doctor", ...flags], {
    OPENAI_API_KEY: key,
    ...env,
  });
}

/** Each finding of `--json` as its severity, kind, file and locales. */
async function found(bench: Bench, flags: readonly string[] = [], env = {}) {
  const { stdout, stderr } = await doctor(bench, ["--json", ...flags], env);
  expect(stdout + stderr).not.toContain(key);
  const { findings }: { findings: Reported[] } = JSON.parse(stdout);
  return findings.map(({ severity, kind, file, locales }) => [
    severity,
    kind,
    file,
    locales.join(),
  ]);
}

interface Reported {
  readonly severity: string;
  readonly kind: string;
  readonly file: string;
  readonly locales: readonly string[];
}

describe("a site that would not build once it is translated", () => {
  const cure = { "docs/b/setup/_category_.json": '{"key": "b/setup"}' };
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

  test("the doctor names file, reason and cure, once for all locales", async () => {
    const { code, stdout } = await doctor(bench);
    expect(code).toBe(3);
    expect(stdout).toBe(`
Docusaurus would not build the translated site (1):
  docs/b/setup/_category_.json · fr, ja · category-folder
    The sidebar item "setup" shares the translation key "sidebar.defaultSidebar.category.setup" with "setup" of docs/a/setup/_category_.json, which Docusaurus refuses once there are translations.
    Make the file docs/b/setup/_category_.json with {"key": "b/setup"} in it.
`);
    expect(await found(bench, ["-l", "ja"])).toEqual([
      ["breaks", "category-folder", "docs/b/setup/_category_.json", "ja"],
    ]);
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

  test.each([
    ["--dry-run", 0],
    ["--check", 3],
  ])("%s says what it would do, and warns", async (flag, code) => {
    const outcome = await bench.run(flag);
    expect(outcome.stderr).toContain("Warning: Docusaurus cannot build fr, ja with translations.");
    expect(outcome).toMatchObject({ code });
    expect(outcome.stdout).toContain("to write");
  });

  test("where translations are on already, the build is red, and a run goes on", async () => {
    await bench.site.write({ "i18n/fr/notes.txt": "" });
    const built = await runDocusaurus(bench.site.dir, ["build", "--locale", "fr"]);
    expect(built.stdout + built.stderr).toContain("produce the same translation key");
    expect(await bench.run("-l", "ja")).toMatchObject({ code: 1 });
    const outcome = await bench.run("-l", "fr");
    expect(outcome.stderr).toContain("Warning: Docusaurus cannot build fr with translations.");
    expect(outcome).toMatchObject({ code: 0 });
  });

  test("with the cure applied nothing is found, a run goes through, and all locales build", async () => {
    await bench.site.write(cure);
    const { code, stdout } = await doctor(bench);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "Nothing found: the site is ready to be translated.\n",
    });
    expect(await bench.run()).toMatchObject({ code: 0 });
    expect(await found(bench)).toEqual([]);
    const built = await runDocusaurus(bench.site.dir, ["build"]);
    expect(built.code, built.stdout + built.stderr).toBe(0);
  });
});

describe("a site with much to know about", () => {
  let bench: Bench;
  const own = "---\ntitle: À nous\n---\n\nDes mots.\n";

  beforeAll(async () => {
    bench = await openBench({
      config: {
        locales: ["en", "fr", "ja"],
        site: {
          i18n: {
            defaultLocale: "en",
            locales: ["en", "fr", "ja"],
            localeConfigs: { ja: { translate: false } },
          },
        },
      },
      files: {
        "docs/a.md": "# A\n\nWords.\n",
        "docs/b.md": "# B\n\n> ## Part {#part}\n",
        "docs/c.md": "# C\n\nWords.\n",
        [`${frenchDocs}/a.md`]: own,
        [`${frenchDocs}/c.md`]: "# C\n\nDes mots {sans fin\n",
        [`${frenchDocs}/lost.md`]: own,
        [`${frenchDocs}/a.mdx`]: own,
      },
    });
    const { dir } = bench.site;
    await writeFile(join(dir, "docs/latin.md"), Buffer.from("# Caf\xe9\n", "latin1"));
    await writeFile(join(dir, "secret.md"), "# Secret\n");
    await symlink(join(dir, "secret.md"), join(dir, "docs/out.md"));
    await mkdir(join(dir, "pages"), { recursive: true });
  });

  afterAll(() => bench.close());

  test("everything is found, and nothing is sent or written", async () => {
    const before = await written(bench.site);
    expect(await found(bench)).toEqual([
      ["breaks", "localized-page-refused", `${frenchDocs}/c.md`, "fr"],
      ["notes", "heading-id-refused", "docs/b.md", ""],
      ["notes", "page-not-utf8", "docs/latin.md", ""],
      ["notes", "page-leads-out", "docs/out.md", ""],
      ["notes", "locale-off", "docusaurus.config.mjs", "ja"],
      ["notes", "hand-written", `${frenchDocs}/a.md`, "fr"],
      ["notes", "orphan", `${frenchDocs}/a.mdx`, "fr"],
      ["notes", "hand-written", `${frenchDocs}/c.md`, "fr"],
      ["notes", "orphan", `${frenchDocs}/lost.md`, "fr"],
    ]);
    expect(bench.exchanges()).toBe(0);
    expect(await written(bench.site)).toEqual(before);
  });

  test("the localized page breaks the build of its locale", async () => {
    await bench.site.write({ "docs/b.md": "# B\n\n> ## Part \\{#part}\n" });
    await bench.site.remove("docs/latin.md");
    await bench.site.remove("docs/out.md");
    const build = () => runDocusaurus(bench.site.dir, ["build", "--locale", "fr"]);
    const broken = await build();
    expect(broken.stdout + broken.stderr).toContain(`${frenchDocs}/c.md`);
    expect(broken.code).toBe(1);
    await bench.site.remove(`${frenchDocs}/c.md`);
    const mended = await build();
    expect(mended.code, mended.stdout + mended.stderr).toBe(0);
  });
});

describe("the configuration", () => {
  const files = { "docs/a.md": "# A\n\nWords.\n" };

  test("no key and no model: both are named, and the preview needs neither", async () => {
    const bench = await startBench({ files, plugin: { model: undefined } });
    const noKey = { OPENAI_API_KEY: "" };
    expect(await found(bench, [], noKey)).toEqual([
      ["stops", "configuration", "docusaurus.config.mjs", ""],
      ["stops", "configuration", "docusaurus.config.mjs", ""],
    ]);
    const { stdout } = await doctor(bench, [], noKey);
    expect(stdout).toContain("The environment variable OPENAI_API_KEY is not set");
    expect(stdout).toContain("No model is configured for fr.");
    expect(await found(bench, ["--engine", "pseudo"], noKey)).toEqual([]);
  });

  test("pages that would go outside of the site", async () => {
    const i18n = { defaultLocale: "en", locales: ["en", "fr"], path: "../elsewhere" };
    const bench = await startBench({ files, config: { site: { i18n } } });
    expect(await found(bench)).toEqual([["stops", "configuration", "docusaurus.config.mjs", ""]]);
  });

  test("a mistake on the command line is no finding", async () => {
    const bench = await startBench({ files });
    for (const flags of [["-l", "xx"], ["fr"], ["--engine", "magic"]]) {
      const { code, stdout, stderr } = await doctor(bench, flags);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(/^Error: There is no /m);
    }
  });
});

test("a folder of pages that is a link is read like any other, and is told", async () => {
  const bench = await startBench({
    files: { "real/a.md": "# A\n\nWords.\n", "src/pages/index.md": "# Home\n" },
    config: { preset: { docs: {} } },
  });
  await symlink(join(bench.site.dir, "real"), join(bench.site.dir, "docs"), "junction");
  expect(await found(bench)).toEqual([["notes", "folder-is-link", "docs", ""]]);
});
