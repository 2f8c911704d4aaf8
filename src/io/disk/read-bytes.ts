import { readFile, stat } from "node:fs/promises";
import { UserError } from "../../core/errors.ts";
import { isMissing, onDisk } from "./on-disk.ts";

/** The bytes of a file, `undefined` where there is none. A link to a device would be read without end. */
export async function readBytes(path: string): Promise<Buffer | undefined> {
  return onDisk(path, "unreadable", async () => {
    const found = await stat(path).catch(absentIfMissing);
    if (found === undefined) return undefined;
    if (found.isFile() || found.isDirectory()) return readFile(path).catch(absentIfMissing);
    throw new UserError("unreadable", { path, reason: "it is no regular file" });
  });
}

function absentIfMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}
