import { readlink, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { UserError } from "../../core/errors.ts";
import { isMissing, onDisk } from "./on-disk.ts";

/**
 * The path a file really has, or will have, once all links are followed. Whoever may propose a change to a repository
 * may put a link into it; one that leads out of the given folders (absolute, real) is refused.
 */
export async function resolveInside(within: readonly string[], path: string): Promise<string> {
  const real = await onDisk(path, "unreadable", () => realPath(path));
  if (within.some((dir) => isBelow(dir, real))) return real;
  throw new UserError("outside", { path, real, folders: within.join(", ") });
}

/** Whether the path lies in the folder or deeper; the folder itself does not. Both are absolute. */
export function isBelow(dir: string, path: string): boolean {
  const way = relative(dir, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * Of a path that need not exist: what exists of it is real, the rest is as it will be created. A link to nowhere in the
 * file's own place is replaced by a file; one on the way there leads where folders would be made.
 */
async function realPath(path: string): Promise<string> {
  return (await realPathOf(path)) ?? join(await realFolder(dirname(path)), basename(path));
}

async function realFolder(path: string): Promise<string> {
  const real = await realPathOf(path);
  if (real !== undefined) return real;
  const folder = await realFolder(dirname(path));
  const target = await readlink(path).catch(() => undefined);
  return target === undefined ? join(folder, basename(path)) : realFolder(resolve(folder, target));
}

/** `undefined` where there is nothing. */
async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error;
    return undefined;
  }
}
