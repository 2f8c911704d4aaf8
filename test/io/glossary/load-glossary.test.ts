import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { UserError } from "../../../src/core/errors.ts";
import { termsIn } from "../../../src/core/glossary/glossary.ts";
import { loadGlossary } from "../../../src/io/glossary/load-glossary.ts";

const yaml = "- {term: batch, fr: lot}\n";

/** A site beside a folder of somebody else. */
async function openSite(): Promise<string> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), "glossary-")));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await mkdir(join(dir, "site/folder"), { recursive: true });
  await mkdir(join(dir, "elsewhere"));
  await writeFile(join(dir, "site/glossary.yml"), yaml);
  await writeFile(join(dir, "elsewhere/glossary.yml"), yaml);
  return join(dir, "site");
}

async function translationOf(site: string, path: string | undefined): Promise<string | undefined> {
  const glossary = await loadGlossary(site, path);
  return glossary && termsIn(glossary, ["batch"], "fr")[0]?.translation;
}

async function failure(site: string, path: string): Promise<string> {
  const error: unknown = await loadGlossary(site, path).catch((reason: unknown) => reason);
  if (!(error instanceof UserError)) throw new Error(`No UserError, but ${String(error)}`);
  return error.message;
}

test("no option, no glossary", async () => {
  expect(await loadGlossary(await openSite(), undefined)).toBeUndefined();
});

test.each(["glossary.yml", "./folder/../glossary.yml"])("%s is read", async (path) => {
  expect(await translationOf(await openSite(), path)).toBe("lot");
});

test("a byte order mark is no part of the first term", async () => {
  const site = await openSite();
  await writeFile(join(site, "bom.yml"), `\ufeff${yaml}`);
  expect(await translationOf(site, "bom.yml")).toBe("lot");
});

test("a link within the site is followed, also into a folder", async () => {
  const site = await openSite();
  await symlink("../glossary.yml", join(site, "folder/link.yml"));
  await symlink("folder", join(site, "there"));
  expect(await translationOf(site, "there/link.yml")).toBe("lot");
});

test.each(["missing.yml", "missing/glossary.yml", "glossary.yml/x"])(
  "%s: missing",
  async (path) => {
    expect(await failure(await openSite(), path)).toBe(
      `There is no glossary ${path} in the site folder.`,
    );
  },
);

const outside = "it lies outside of the site folder";

test.each([
  ["folder", "it is a folder"],
  [".", outside],
  ["../elsewhere/glossary.yml", outside],
  ["../elsewhere/missing.yml", outside],
  ["/etc/passwd", outside],
  ["folder/../../elsewhere/glossary.yml", outside],
])("%s is refused: %s", async (path, reason) => {
  expect(await failure(await openSite(), path)).toBe(
    `The glossary ${path} cannot be used: ${reason}.`,
  );
});

test.each([
  ["link.yml", "link.yml", "../elsewhere/glossary.yml"],
  ["there/glossary.yml", "there", "../elsewhere"],
  ["link.yml", "link.yml", "/dev/zero"],
])("%s is refused where a link leads it out of the site", async (path, link, target) => {
  const site = await openSite();
  await symlink(target, join(site, link));
  expect(await failure(site, path)).toBe(`The glossary ${path} cannot be used: ${outside}.`);
});

test("a link to nowhere is missing, and a link to itself is named", async () => {
  const site = await openSite();
  await symlink("../elsewhere/new.yml", join(site, "nowhere.yml"));
  await symlink("loop.yml", join(site, "loop.yml"));
  expect(await failure(site, "nowhere.yml")).toMatch(/^There is no glossary/);
  expect(await failure(site, "loop.yml")).toMatch(/cannot be read \(too many symbolic links\)/);
});

test.each([
  ["no UTF-8", Buffer.from([0x2d, 0x20, 0xff, 0xfe]), "it is not UTF-8"],
  ["UTF-16", Buffer.from(`\ufeff${yaml}é`, "utf16le"), "it is not UTF-8"],
  ["no YAML", "- {term: [", "it is no YAML"],
  ["a wrong entry", "- {term: batch, keep: no}", 'entry 1 ("batch") has a "keep" that is not true'],
])("a file with %s is refused in one sentence", async (_, bytes, reason) => {
  const site = await openSite();
  await writeFile(join(site, "glossary.yml"), bytes);
  expect(await failure(site, "glossary.yml")).toBe(
    `The glossary glossary.yml cannot be used: ${reason}.`,
  );
});

test("the size is looked at before the file is read", async () => {
  const site = await openSite();
  await truncate(join(site, "glossary.yml"), 8 * 1024 ** 3);
  const start = performance.now();
  expect(await failure(site, "glossary.yml")).toBe(
    "The glossary glossary.yml cannot be used: it is larger than 1000000 bytes.",
  );
  expect(performance.now() - start).toBeLessThan(1000);
});

test.skipIf(process.platform === "win32")("a pipe is not waited for", async () => {
  const site = await openSite();
  execFileSync("mkfifo", [join(site, "pipe.yml")]);
  expect(await failure(site, "pipe.yml")).toMatch(
    /pipe\.yml cannot be read \(it is no regular file\)/,
  );
});
