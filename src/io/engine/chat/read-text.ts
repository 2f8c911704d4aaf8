import { readFile } from "node:fs/promises";
import { isMissing, onDisk } from "../disk.ts";

/** A file's text; nothing where there is no such file. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return "";
    return onDisk(path, () => Promise.reject(error), "unreadable");
  }
}
