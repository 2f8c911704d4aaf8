import { existsSync } from "node:fs";
import { readBytes } from "../disk/read-bytes.ts";
import { resolveInside } from "../disk/resolve-inside.ts";
import { writeWhole } from "../disk/write-whole.ts";
import type { Files } from "../ports.ts";

export interface FilesOptions {
  /** Absolute, real: the folders that pages may be written into, whatever links there are in them. */
  readonly within: readonly string[];
}

/** Pages on disk. */
export function createFiles({ within }: FilesOptions): Files {
  return {
    read: readBytes,
    write: async (path, bytes) => writeWhole(await resolveInside(within, path), bytes),
    exists: existsSync,
  };
}
