import { lstat, rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import { isMissing, onDisk } from "./on-disk.ts";
import { isBelow } from "./resolve-inside.ts";

/** Removes a regular file, and the folders inside of the given ones that are empty without it. */
export async function removeFile(path: string, within: readonly string[]): Promise<void> {
  const isThere = await onDisk(path, "unwritable", async () => {
    const found = await lstat(path).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    if (found?.isFile()) await rm(path);
    return found?.isFile() ?? false;
  });
  if (isThere) await removeEmpty(dirname(path), within);
}

/** A folder that holds anything, or that may not be removed, is as good as it was. */
async function removeEmpty(folder: string, within: readonly string[]): Promise<void> {
  if (!within.some((dir) => isBelow(dir, folder))) return;
  const isGone = await rmdir(folder).then(
    () => true,
    () => false,
  );
  if (isGone) await removeEmpty(dirname(folder), within);
}
