import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Outcome } from "../support/temp-site/run-docusaurus.ts";
import { frenchDocs, startBench, written } from "./bench.ts";

const links: readonly (readonly [place: string, to: "a folder" | "a file" | "nowhere"])[] = [
  ["i18n", "a folder"],
  ["i18n/fr", "nowhere"],
  [frenchDocs, "a folder"],
  [`${frenchDocs}/a.md`, "a file"],
  [".translate-llm", "a folder"],
  [".translate-llm", "nowhere"],
  [".translate-llm/memory", "a folder"],
  [".translate-llm/memory/fr/0.jsonl", "a file"],
  [".translate-llm/site.json", "a file"],
  [".translate-llm/batches", "a folder"],
  [".translate-llm/batches/journal.jsonl", "nowhere"],
];

test.each(links)(
  "a link out of the site in place of %s, to %s: named, and nothing is sent, read or written",
  async (place, to) => {
    const elsewhere = await openElsewhere();
    const bench = await startBench({ files: { "docs/a.md": "# A page\n" } });
    const targets = { "a folder": "folder", "a file": "file.md", nowhere: "new" };
    await mkdir(dirname(join(bench.site.dir, place)), { recursive: true });
    await symlink(join(elsewhere, targets[to]), join(bench.site.dir, place));
    const outcome = await bench.run();
    await expectUntouched(elsewhere);
    expectSentence(outcome, join(bench.site.dir, place.split("/")[0] ?? ""));
    expect(bench.exchanges()).toBe(0);
    await rm(join(bench.site.dir, place));
  },
);

test("a link out of the site, once it is gone, has harmed nothing", async () => {
  const elsewhere = await openElsewhere();
  const bench = await startBench({ files: { "docs/a.md": "# A page\n" } });
  expect(await bench.run()).toMatchObject({ code: 0 });
  const [before, path] = [await written(bench.site), join(bench.site.dir, "i18n/fr")];
  await rename(path, `${path}.kept`);
  await symlink(join(elsewhere, "folder"), path);
  expect(await bench.run()).toMatchObject({ code: 1 });
  await rm(path);
  await rename(`${path}.kept`, path);
  bench.forget();
  expect(await bench.run()).toMatchObject({ code: 0 });
  expect(bench.exchanges()).toBe(0);
  expect(await written(bench.site)).toEqual(before);
});

test("a link to nowhere in place of a page is replaced by the page", async () => {
  const elsewhere = await openElsewhere();
  const bench = await startBench({ files: { "docs/a.md": "# A page\n" } });
  await mkdir(join(bench.site.dir, frenchDocs), { recursive: true });
  await symlink(join(elsewhere, "new"), join(bench.site.dir, frenchDocs, "a.md"));
  expect(await bench.run()).toMatchObject({ code: 0 });
  await expectUntouched(elsewhere);
  expect(await bench.site.read(`${frenchDocs}/a.md`)).toContain("FR A page");
});

test.each([
  ["i18n.path", { path: "../elsewhere" }],
  ["a locale's path", { localeConfigs: { fr: { path: "../../elsewhere" } } }],
  ["a locale's name", { locales: ["en", "../../elsewhere"] }],
  [
    "a locale's name, its language named apart",
    {
      locales: ["en", "../../elsewhere"],
      localeConfigs: { "../../elsewhere": { htmlLang: "fr", label: "Elsewhere" } },
    },
  ],
])(
  "a configuration that leads out of the site by %s: named, and nothing is sent or written",
  async (_, i18n) => {
    const elsewhere = await openElsewhere();
    const config = { site: { i18n: { defaultLocale: "en", locales: ["en", "fr"], ...i18n } } };
    const bench = await startBench({ config, files: { "docs/a.md": "# A page\n" } });
    const outcome = await bench.run();
    expect(outcome.code, outcome.stderr).toBe(1);
    expect(outcome.stderr).toContain("elsewhere");
    expect(outcome.stderr).not.toMatch(/translate-llm.*\.js:\d+/);
    expect(bench.exchanges()).toBe(0);
    await expectUntouched(elsewhere);
  },
);

test("a path behind -l is no locale", async () => {
  const bench = await startBench({ files: { "docs/a.md": "# A page\n" } });
  const outcome = await bench.run("-l", "../../elsewhere");
  expectSentence(outcome, 'There is no locale "../../elsewhere" to translate into');
  expect(await bench.site.list("i18n")).toEqual([]);
});

test("docs beside the site are fine: they are only read", async () => {
  const beside = await openElsewhere();
  const bench = await startBench({
    config: { preset: { docs: { path: join(beside, "folder") } } },
    files: { "docs/a.md": "" },
  });
  expect(await bench.run()).toMatchObject({ code: 0 });
  await expectUntouched(beside);
  expect(await bench.site.read(`${frenchDocs}/theirs.md`)).toBe("# FR Theirs\n");
});

/** A folder of somebody else, with a file and a folder in it. */
async function openElsewhere(): Promise<string> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), "elsewhere-")));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await mkdir(join(dir, "folder"));
  await writeFile(join(dir, "folder", "theirs.md"), "# Theirs\n");
  await writeFile(join(dir, "file.md"), "Theirs.\n");
  return dir;
}

async function expectUntouched(elsewhere: string): Promise<void> {
  const names = (await readdir(elsewhere, { recursive: true })).toSorted();
  expect(names).toEqual(["file.md", "folder", join("folder", "theirs.md")]);
  expect(await readFile(join(elsewhere, "file.md"), "utf8")).toBe("Theirs.\n");
  expect(await readFile(join(elsewhere, "folder", "theirs.md"), "utf8")).toBe("# Theirs\n");
}

/** One sentence that names the place, one hint, no stack. */
function expectSentence({ code, stdout, stderr }: Outcome, words: string): void {
  const errors = stderr.match(/^Error: .*$/gm) ?? [];
  expect(errors, stderr).toEqual([expect.stringContaining(words)]);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stdout).toBe("");
  expect(code).toBe(1);
}
