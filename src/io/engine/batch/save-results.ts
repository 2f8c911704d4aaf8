import { rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { UserError } from "../../../core/errors.ts";
import { isOnDisk, onDisk } from "../disk.ts";
import { parseJson } from "../foreign-json.ts";
import { syncFolder } from "../sync-folder.ts";
import { downloadTo } from "./download-to.ts";
import type { Ended } from "./fold-journal.ts";
import { readLines } from "./read-lines.ts";
import type { Room } from "./room.ts";
import { shardPaths } from "./shard.ts";

const TRIES = 4;
const WAIT_MS = 5000;

/**
 * Brings both result files of a batch to this disk, whole, and notes it in the Journal. `late`: the provider does not
 * have one of them, but may have it soon.
 */
export async function saveResults(room: Room, state: Ended): Promise<"saved" | "late"> {
  for (const file of filesOf(room.settings.directory, state)) {
    if (await isOnDisk(file.path)) continue;
    if ((await saveFile(room, file)) === "late") return "late";
  }
  await room.journal.append({ kind: "saved", name: state.shard.name });
  return "saved";
}

/** Where the results of a batch lie once they are saved: output before errors, each only if the batch has it. */
export function resultPaths(directory: string, state: Ended): readonly string[] {
  return filesOf(directory, state).map(({ path }) => path);
}

function filesOf(directory: string, { shard, batchId, end, isFound }: Ended): readonly Wanted[] {
  const { output, errors } = shardPaths(directory, shard.name);
  const files = [
    { fileId: end.outputFileId, path: output, lines: end.completed, isPaidFor: !isFound },
    { fileId: end.errorFileId, path: errors, lines: 0, isPaidFor: false },
  ];
  return files.flatMap(({ fileId, ...file }) =>
    fileId === null ? [] : [{ ...file, fileId, batchId, name: shard.name }],
  );
}

interface Wanted {
  readonly fileId: string;
  readonly path: string;
  /** It should hold at least so many. */
  readonly lines: number;
  readonly isPaidFor: boolean;
  readonly batchId: string;
  readonly name: string;
}

/**
 * A copy that looks cut short is fetched again. When all copies are the same, that is how the provider's file is:
 * what can be read of it is used.
 */
async function saveFile(room: Room, wanted: Wanted): Promise<"kept" | "late"> {
  const { partial } = shardPaths(room.settings.directory, wanted.name);
  const seen = new Set<string>();
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const copy = await downloadTo(room, wanted.fileId, partial);
    if (copy === "gone" && room.patience.isLeft(wanted.fileId)) return "late";
    if (copy === "gone") return makeDo(room, wanted);
    room.patience.end(wanted.fileId);
    seen.add(copy.sha256);
    const isFinal = tries === TRIES && seen.size === 1;
    if ((copy.isWhole && (await isComplete(partial, wanted.lines))) || isFinal) {
      return keep(partial, wanted.path);
    }
    if (tries < TRIES) await waitForBetter(room, wanted);
  }
  const { baseURL } = room.settings;
  throw new UserError("provider-unreachable", {
    baseURL,
    reason: "results keep arriving cut short",
  });
}

/**
 * The provider does not have the file, however long it is looked for. Without the errors, the output still holds all that was paid for; and what
 * another run has sent, it has mostly collected too.
 */
async function makeDo(room: Room, { path, batchId, isPaidFor }: Wanted): Promise<"kept"> {
  if (isPaidFor) throw resultsGone(room, batchId);
  await onDisk(path, () => writeFile(path, ""));
  room.emit({ kind: "warning", warning: { kind: "results-missing", batch: batchId } });
  return "kept";
}

async function isComplete(path: string, expected: number): Promise<boolean> {
  let lines = 0;
  for await (const line of readLines(path)) {
    if (line.trim() === "") continue;
    if (parseJson(line) === undefined) return false;
    lines += 1;
  }
  return lines >= expected;
}

async function keep(partial: string, path: string): Promise<"kept"> {
  await onDisk(path, () => rename(partial, path));
  await syncFolder(dirname(path));
  return "kept";
}

async function waitForBetter({ emit, clock }: Room, { fileId }: Wanted): Promise<void> {
  const what = `return file ${fileId}`;
  const warning = {
    kind: "retrying",
    what,
    reason: "it arrived cut short",
    waitMs: WAIT_MS,
  } as const;
  emit({ kind: "warning", warning });
  await clock.wait(WAIT_MS);
}

export function resultsGone({ settings }: Room, batch: string): UserError {
  return new UserError("results-gone", { baseURL: settings.baseURL, batch });
}
