import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../core/errors.ts";
import { isMissing, onDisk } from "./on-disk.ts";

/** For folders that only this tool writes into, whose files are appended to or streamed: a link has no business there. */
export async function refuseLinks(folder: string): Promise<void> {
  const entries = await onDisk(folder, "unreadable", () =>
    readdir(folder, { withFileTypes: true }).catch(emptyIfMissing),
  );
  const link = entries.find((entry) => entry.isSymbolicLink());
  if (link !== undefined) throw new UserError("link-in-the-way", { path: join(folder, link.name) });
}

function emptyIfMissing(error: unknown): [] {
  if (isMissing(error)) return [];
  throw error;
}
