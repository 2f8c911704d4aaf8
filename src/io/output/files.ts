import { existsSync } from "node:fs";
import { readBytes } from "../disk/read-bytes.ts";
import { removeFile } from "../disk/remove-file.ts";
import { isBelow, resolveInside } from "../disk/resolve-inside.ts";
import { writeWhole } from "../disk/write-whole.ts";
import type { Files } from "../ports.ts";

export interface FilesOptions {
  /** Absolute, real: the folders that pages may be written into, whatever links there are in them. */
  readonly within: readonly string[];
}

/**
 * Pages on disk. A localized page stays in the folder that it was meant for, so that no link takes one locale's pages
 * to another's; it is not even read elsewhere. Sources may lie anywhere.
 */
export function createFiles({ within }: FilesOptions): Files {
  const around = (path: string) => innermost(within.filter((dir) => isBelow(dir, path)));
  const place = (path: string) => {
    const own = around(path);
    return resolveInside(own.length > 0 ? own : within, path);
  };
  return {
    read: async (path) => readBytes(around(path).length > 0 ? await place(path) : path),
    write: async (path, bytes) => writeWhole(await place(path), bytes),
    remove: async (path) => removeFile(await place(path), within),
    exists: existsSync,
  };
}

function innermost(dirs: readonly string[]): readonly string[] {
  return dirs.toSorted((a, b) => b.length - a.length).slice(0, 1);
}
