import { readFile } from "node:fs/promises";
import { isMissing, onDisk } from "./on-disk.ts";

/** The bytes of a file, `undefined` where there is none. */
export async function readBytes(path: string): Promise<Buffer | undefined> {
  return onDisk(path, "unreadable", () => readFile(path).catch(absentIfMissing));
}

function absentIfMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}
