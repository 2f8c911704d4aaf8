import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { relative } from "node:path";
import { promisify } from "node:util";
import { posixPath } from "@docusaurus/utils";
import type { ContentRoot, PageSource } from "../../core/model.ts";
import type { LoadedPage } from "./loaded-folders.ts";

/**
 * When the posts were published of which only their history tells, by absolute path. A copy of the repository without
 * its whole history knows of no such post: it would give them the date of its oldest commit.
 */
export async function publishDates(
  loaded: ReadonlyMap<string, LoadedPage>,
  { dir }: Pick<ContentRoot, "dir">,
): Promise<ReadonlyMap<string, Pick<PageSource, "date">>> {
  const undated = [...loaded].filter(([path]) => !hasDate(posixPath(relative(dir, path))));
  const dated = await Promise.all(
    undated.map(async ([path, { fileDate }]) => {
      const isKnown = fileDate !== undefined && !(await isBirth(fileDate, path));
      return isKnown ? [[path, { date: inFrontMatter(fileDate) }] as const] : [];
    }),
  );
  const isLost = dated.flat().length > 0 && (await isShallow(dir));
  return new Map(isLost ? [] : dated.flat());
}

/** A localized post has the same path. */
function hasDate(path: string): boolean {
  return /\d{4}[-/]\d{1,2}[-/]\d{1,2}/.test(path);
}

/** Docusaurus takes it where the history has nothing to say: each copy of the file has another. */
async function isBirth(date: Date, path: string): Promise<boolean> {
  const file = await stat(path).catch(() => undefined);
  return file === undefined || file.birthtime.getTime() === date.getTime();
}

/** Docusaurus takes dates in front matter for UTC, and adds the `Z` itself. */
function inFrontMatter(date: Date): string {
  return date.toISOString().replace(/Z$/, "");
}

/** Where there is no Git, the dates come from elsewhere. */
async function isShallow(cwd: string): Promise<boolean> {
  const asked = promisify(execFile)("git", ["rev-parse", "--is-shallow-repository"], { cwd });
  return asked.then(({ stdout }) => stdout.trim() === "true").catch(() => false);
}
