import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Answer } from "../../../core/model.ts";
import type { Emit } from "../../ports.ts";
import { isMissing, onDisk } from "../disk.ts";
import { syncFolder } from "../sync-folder.ts";
import { createTurns } from "../turns.ts";
import { formatAnswerLine, readAnswerLine } from "./answer-line.ts";
import { readText } from "./read-text.ts";

/** Answers on this disk that are not settled yet. A file is a lot; to settle it is to remove the file. */
export interface Shelf {
  /** Returns once the disk has the Answer; it is then in the lot that is being filled. */
  keep(answer: Answer): Promise<void>;
  /** Ends the lot that is being filled; a full one ends by itself. */
  seal(): void;
  /** A lot that was ended and not yet taken, the oldest first. */
  take(): string | undefined;
  /** All lots, in no order; the one that is being filled among them. */
  lots(): Promise<readonly string[]>;
  answers(lot: string): Promise<readonly Answer[]>;
  settle(lot: string): Promise<void>;
}

/** Answers in one lot. */
const fullLot = 100;

export function openShelf(directory: string, emit: Emit): Shelf {
  const inTurn = createTurns();
  const path = (lot: string): string => join(directory, lot);
  const warned = new Set<string>();
  const warn = (file: string, line: number): void => {
    if (warned.has(`${file}:${line}`)) return;
    warned.add(`${file}:${line}`);
    emit({ kind: "warning", warning: { kind: "unreadable-record", file, line } });
  };
  const ended: string[] = [];
  const seal = (): void => {
    if (filling) ended.push(filling.lot);
    filling = undefined;
  };
  let filling: { readonly lot: string; readonly answers: number } | undefined;
  return {
    keep: (answer) =>
      inTurn(async () => {
        const { lot, answers } = filling ?? { lot: newName(), answers: 0 };
        // Where the disk fails, half a line may be left: nothing is ever written behind it.
        filling = undefined;
        await append(path(lot), formatAnswerLine(answer));
        if (answers === 0) await syncFolder(directory);
        filling = { lot, answers: answers + 1 };
        if (filling.answers >= fullLot) seal();
      }),
    seal,
    take: () => ended.shift(),
    lots: () => listLots(directory),
    answers: async (lot) => parse(await readText(path(lot)), (line) => warn(path(lot), line)),
    settle: async (lot) => {
      await onDisk(path(lot), () => rm(path(lot), { force: true }));
      await syncFolder(directory);
    },
  };
}

function newName(): string {
  return `lot-${randomBytes(6).toString("hex")}.jsonl`;
}

async function listLots(directory: string): Promise<readonly string[]> {
  const names = await onDisk(
    directory,
    () => readdir(directory).catch((error) => (isMissing(error) ? [] : Promise.reject(error))),
    "unreadable",
  );
  return names.filter((name) => /^lot-[0-9a-f]{12}\.jsonl$/.test(name));
}

async function append(path: string, line: string): Promise<void> {
  await onDisk(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, "a");
    try {
      await file.writeFile(line);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

/** A last line without its end was cut short by a crash: nobody has seen that Answer. */
function parse(text: string, warn: (line: number) => void): readonly Answer[] {
  const lines = text.split("\n").slice(0, -1);
  return lines.flatMap((line, index) => {
    const answer = readAnswerLine(line);
    if (!answer) warn(index + 1);
    return answer ?? [];
  });
}
