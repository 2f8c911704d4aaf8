import { mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { UserError } from "../../../core/errors.ts";
import type { Clock } from "../../ports.ts";
import { isMissing, onDisk } from "../disk.ts";
import { parseJson } from "../foreign-json.ts";
import { syncFolder } from "../sync-folder.ts";
import { createTurns } from "../turns.ts";
import { EMPTY_JOURNAL, foldJournal, type JournalState, type ShardState } from "./fold-journal.ts";
import { isJournalRecord, type JournalEntry } from "./journal-record.ts";

/** The append-only memory of what was sent. What it says is on disk before anyone acts on it. */
export interface Journal {
  readonly path: string;
  /** Shards that are still owed. */
  live(): readonly ShardState[];
  find(name: string): ShardState | undefined;
  /** Shards that are over. */
  gone(): readonly string[];
  append(entry: JournalEntry): Promise<void>;
  /** Removes the file once nothing is owed. */
  compact(): Promise<void>;
}

/** Reads the Journal, which need not exist yet. */
export async function openJournal(path: string, clock: Clock): Promise<Journal> {
  const text = await readText(path);
  let state = replay(path, text);
  let file: JournalFile = { path, length: lengthOfLines(text), isWhole: isWhole(text) };
  const inTurn = createTurns();
  return {
    path,
    live: () => [...state.live.values()],
    find: (name) => state.live.get(name),
    gone: () => [...state.gone],
    append: (entry) =>
      inTurn(async () => {
        const record = { at: clock.now(), ...entry };
        const next = foldJournal(state, record);
        if (!next) throw new Error(`The journal entry "${entry.kind}" cannot follow.`);
        const line = `${JSON.stringify(record)}\n`;
        const before = file;
        // A disk that is full may have taken half of the line.
        file = { ...before, isWhole: false };
        await onDisk(path, () => appendLine(before, line));
        file = { path, length: before.length + Buffer.byteLength(line), isWhole: true };
        state = next;
      }),
    compact: () =>
      inTurn(async () => {
        if (state.live.size > 0) return;
        await onDisk(path, () => rm(path, { force: true }));
        file = { path, length: 0, isWhole: true };
        state = EMPTY_JOURNAL;
      }),
  };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return "";
    return onDisk(path, () => Promise.reject(error), "unreadable");
  }
}

/** A last line without its end is an append that a crash cut short: what it announced has not begun. */
function replay(path: string, text: string): JournalState {
  const lines = text.split("\n").slice(0, -1);
  return lines.reduce((state, line, index) => {
    const record = parseJson(line);
    const next = isJournalRecord(record) ? foldJournal(state, record) : undefined;
    if (!next) throw broken(path, index + 1);
    return next;
  }, EMPTY_JOURNAL);
}

function broken(path: string, line: number): UserError {
  return new UserError("journal-broken", { path, line: String(line), folder: dirname(path) });
}

interface JournalFile {
  readonly path: string;
  /** Of the lines that are whole, in bytes. */
  readonly length: number;
  /** Nothing stands behind them. */
  readonly isWhole: boolean;
}

function isWhole(text: string): boolean {
  return text === "" || text.endsWith("\n");
}

function lengthOfLines(text: string): number {
  return Buffer.byteLength(text.slice(0, text.lastIndexOf("\n") + 1));
}

async function appendLine({ path, length, isWhole }: JournalFile, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "a");
  try {
    if (!isWhole) await file.truncate(length);
    await file.writeFile(line);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}
