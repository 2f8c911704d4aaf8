import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { onDisk } from "./on-disk.ts";

/**
 * Replaces a file whole or not at all, creating folders as needed. After a crash or a power cut the old or the new
 * bytes are there, never a mixture. A link in the file's place is replaced, not followed.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${randomBytes(6).toString("hex")}.tmp`);
  await onDisk(path, "unwritable", async () => {
    await mkdir(folder, { recursive: true });
    try {
      await writeDown(temporary, bytes);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
    await syncFolder(folder);
  });
}

async function writeDown(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the new name survive a power cut, where the system can do that. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    await folder.sync().finally(() => folder.close());
  } catch {
    // Windows and some network drives cannot sync a folder; their names are as safe as they get.
  }
}
