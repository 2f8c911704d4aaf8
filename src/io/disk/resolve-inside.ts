import { realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { UserError } from "../../core/errors.ts";
import { isMissing, onDisk } from "./on-disk.ts";

/**
 * The path a file really has, or will have, once all links are followed. Whoever may propose a change to a repository
 * may put a link into it; one that leads out of the given folders (absolute, real) is refused.
 */
export async function resolveInside(within: readonly string[], path: string): Promise<string> {
  const real = await onDisk(path, "unreadable", () => realPath(path));
  if (within.some((dir) => isInside(dir, real))) return real;
  throw new UserError("outside", { path, real, folders: within.join(", ") });
}

/** Of a path that need not exist: what exists of it is real, the rest is as it will be created. */
export async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error;
    return join(await realPath(dirname(path)), basename(path));
  }
}

function isInside(dir: string, path: string): boolean {
  const way = relative(dir, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
