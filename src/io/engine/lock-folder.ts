import { readFileSync, unlinkSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../ports.ts";
import { onDisk } from "./disk.ts";
import { formatOwner, thisProcess } from "./lock-owner.ts";
import { takeLock } from "./take-lock.ts";
import { createTurns } from "./turns.ts";

/** Keeps other processes out of the folder until this one ends. Within this process it may be locked again and again. */
export async function lockFolder(folder: string, clock: Clock): Promise<void> {
  const path = join(folder, "lock");
  await inTurn(async () => {
    await onDisk(folder, () => mkdir(folder, { recursive: true }));
    await takeLock({ folder, path, self: thisProcess(), clock });
    if (held.size === 0) process.once("exit", unlockAll);
    held.add(path);
  });
}

const held = new Set<string>();

/** One after the other: a lock file that this process is only just writing must not look like another's. */
const inTurn = createTurns();

/** An owner that another host gave up may have lost its lock: only what names this process is removed. */
function unlockAll(): void {
  const ours = formatOwner(thisProcess());
  for (const path of held) {
    try {
      if (readFileSync(path, "utf8") === ours) unlinkSync(path);
    } catch {
      // It is gone with its folder, or the disk refuses: the next run sees that this process is dead.
    }
  }
}
