import { open } from "node:fs/promises";

/** Makes new names in a folder survive a power cut, where the system can do that. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    await folder.sync().finally(() => folder.close());
  } catch {
    // Windows and some network drives cannot sync a folder; their names are as safe as they get.
  }
}
