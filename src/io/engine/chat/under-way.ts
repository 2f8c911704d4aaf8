import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onDisk } from "../disk.ts";
import { parseJson } from "../foreign-json.ts";
import { createTurns } from "../turns.ts";
import { readText } from "./read-text.ts";

/**
 * The Requests that are with the server at this moment, noted on disk, so that the next run can say how many answers a
 * crash has cost. Nothing else hangs on it: it is not synced.
 */
export interface UnderWay {
  begin(customId: string): Promise<void>;
  end(customId: string): Promise<void>;
}

export function openUnderWay(directory: string): UnderWay {
  const path = join(directory, name);
  const temporary = `${path}.tmp`;
  const ids = new Set<string>();
  const inTurn = createTurns();
  const write = (): Promise<void> =>
    inTurn(() =>
      onDisk(path, async () => {
        if (ids.size === 0) return rm(path, { force: true });
        await writeFile(temporary, JSON.stringify([...ids]));
        await rename(temporary, path);
      }),
    );
  return {
    begin: (customId) => {
      ids.add(customId);
      return write();
    },
    end: (customId) => {
      ids.delete(customId);
      return write();
    },
  };
}

/** The Requests that the run before was waiting for when it died. */
export async function readUnderWay(directory: string): Promise<readonly string[]> {
  const ids = parseJson(await readText(join(directory, name)));
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}

export async function forgetUnderWay(directory: string): Promise<void> {
  const path = join(directory, name);
  await onDisk(path, async () => {
    for (const file of [path, `${path}.tmp`]) await rm(file, { force: true });
  });
}

const name = "under-way.json";
