import { cp, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { modules } from "../support/temp-site/create-temp-site.ts";
import { type Outcome, runDocusaurus } from "../support/temp-site/run-docusaurus.ts";
import { runGit } from "./run-git.ts";

/** How a copy of the fixture is configured; its `docusaurus.config.mjs` reads this from the environment. */
export interface Variant {
  /** With all that is to become the default in Docusaurus 4. */
  readonly v4: boolean;
  readonly bundler: "rspack" | "webpack";
  /** `moved`: localized files lie elsewhere than in `i18n/<locale>`, and one locale more is not to be translated. */
  readonly i18n: "plain" | "moved";
  readonly locales: readonly string[];
}

/** A copy of `test/fixtures/corners` in a folder of its own. */
export interface CornersSite {
  /** Of the site; the handbook lies beside it. */
  readonly dir: string;
  readonly variant: Variant;
  /** Where a locale's files go. */
  localeDir(locale: string): string;
  /** Runs the real CLI in it. */
  docusaurus(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Outcome>;
  /** All files of the site that the tool may write, by path, in one text each. */
  written(): Promise<ReadonlyMap<string, string>>;
  remove(): Promise<void>;
}

export const origin = "https://corners.example";
export const baseUrl = "/base/";

/** With a history, because Docusaurus takes dates from it. */
export async function openCornersSite(variant: Variant): Promise<CornersSite> {
  const top = await realpath(await mkdtemp(join(tmpdir(), "translate-llm-corners-")));
  await cp(fixture, top, { recursive: true });
  await writeFile(join(top, ".gitignore"), "node_modules\nbuild\n.docusaurus\n");
  await runGit(top, ["init", "--quiet"]);
  await runGit(top, ["add", "--all"]);
  await runGit(top, ["commit", "--quiet", "--message", "As it was"]);
  await symlink(modules, join(top, "node_modules"), "junction");
  const dir = join(top, "site");
  const folder = variant.i18n === "moved" ? "locales" : "i18n";
  const nameOf = (locale: string) =>
    variant.i18n === "moved" && locale === "fr" ? "french" : locale;
  return {
    dir,
    variant,
    localeDir: (locale) => join(dir, folder, nameOf(locale)),
    docusaurus: (args, env = {}) => runDocusaurus(dir, args, { ...environment(variant), ...env }),
    written: async () =>
      new Map([
        ...(await textsBelow(join(dir, folder))),
        ...(await textsBelow(join(dir, ".translate-llm"))),
      ]),
    remove: () => rm(top, { recursive: true, force: true }),
  };
}

/** What the fixture's configuration reads. */
export function environment(variant: Variant): Readonly<Record<string, string>> {
  const { v4, bundler, i18n, locales } = variant;
  return {
    CORNERS_V4: v4 ? "on" : "off",
    CORNERS_BUNDLER: bundler,
    CORNERS_I18N: i18n,
    CORNERS_LOCALES: locales.join(),
    // Front matter in a partial is an error there.
    CI: "true",
  };
}

const fixture = fileURLToPath(new URL("../fixtures/corners", import.meta.url));

async function textsBelow(dir: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map(async (path) => [path, await readFile(path, "latin1")] as const),
  );
}
