import { isUtf8 } from "node:buffer";
import { realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { UserError } from "../../core/errors.ts";
import type { Glossary } from "../../core/glossary/glossary.ts";
import { glossaryBounds, readGlossary } from "../../core/glossary/read-glossary.ts";
import { isMissing, onDisk } from "../disk/on-disk.ts";
import { readBytes } from "../disk/read-bytes.ts";
import { isBelow } from "../disk/resolve-inside.ts";

/** The glossary of a site (its folder: absolute, real), where the options name one. */
export async function loadGlossary(
  siteDir: string,
  path: string | undefined,
): Promise<Glossary | undefined> {
  if (path === undefined) return undefined;
  const text = await readText(siteDir, path);
  const glossary = readGlossary(text);
  if ("reason" in glossary) throw unreadable(path, glossary.reason);
  return glossary;
}

async function readText(siteDir: string, path: string): Promise<string> {
  const real = await realPathInside(siteDir, path);
  const bytes = real === undefined ? undefined : await readSmallFile(real, path);
  if (bytes === undefined) throw new UserError("glossary-missing", { path });
  if (!isUtf8(bytes)) throw unreadable(path, "it is not UTF-8");
  return new TextDecoder().decode(bytes);
}

/** `undefined` where there is nothing. Its words go to a provider: neither `..` nor a link may fetch them elsewhere. */
async function realPathInside(siteDir: string, path: string): Promise<string | undefined> {
  const wanted = resolve(siteDir, path);
  const real = isBelow(siteDir, wanted) ? await ifAny(wanted, (at) => realpath(at)) : wanted;
  if (real === undefined || isBelow(siteDir, real)) return real;
  throw unreadable(path, "it lies outside of the site folder");
}

/** The size comes first: nobody must wait for a file that will be refused. */
async function readSmallFile(real: string, path: string): Promise<Uint8Array | undefined> {
  const found = await ifAny(real, (at) => stat(at));
  if (found?.isDirectory()) throw unreadable(path, "it is a folder");
  const { length } = glossaryBounds;
  if (found !== undefined && found.size > length)
    throw unreadable(path, `it is larger than ${length} bytes`);
  return readBytes(real);
}

function ifAny<Result>(
  path: string,
  ask: (path: string) => Promise<Result>,
): Promise<Result | undefined> {
  return onDisk(path, "unreadable", () =>
    ask(path).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    }),
  );
}

function unreadable(path: string, reason: string): UserError {
  return new UserError("glossary-unreadable", { path, reason });
}
