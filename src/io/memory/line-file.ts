import { isUtf8 } from "node:buffer";
import { rm } from "node:fs/promises";
import { onDisk } from "../disk/on-disk.ts";
import { readBytes } from "../disk/read-bytes.ts";
import { writeWhole } from "../disk/write-whole.ts";
import type { Emit } from "../ports.ts";

/** How one kind of record is read from its line; `undefined` where the line is no such record. */
export type ReadLine<T> = (line: string) => T | undefined;

/** The records of a file, as it comes out of a merge or an editor: in any order, with any garbage between them. */
export async function readLineFile<T>(path: string, read: ReadLine<T>, emit: Emit): Promise<T[]> {
  const records: T[] = [];
  for (const { bytes, line } of linesOf(await readBytes(path))) {
    const record = readBytesOf(bytes, read);
    if (record !== undefined) records.push(record);
    else emit({ kind: "warning", warning: { kind: "unreadable-record", file: path, line } });
  }
  return records;
}

/**
 * Replaces the records of a file, sorted as `sort` would do it. Lines that cannot be read may be somebody's work, by
 * a newer version or half merged, so they stay, at the end. Nothing is touched where the bytes stay the same.
 */
export async function writeLineFile<T>(
  path: string,
  lines: readonly string[],
  read: ReadLine<T>,
): Promise<void> {
  const before = await readBytes(path);
  const fresh = new Set(lines);
  const sorted = Buffer.from([...fresh].sort().map(endLine).join(""));
  if (before?.equals(sorted) && sorted.length > 0) return;
  const kept = linesOf(before).filter(({ bytes }) => isForeign(bytes, fresh, read));
  const after = Buffer.concat([sorted, ...kept.flatMap(({ bytes }) => [bytes, LINE_END])]);
  if (after.length === 0) await onDisk(path, "unwritable", () => rm(path, { force: true }));
  else if (!before?.equals(after)) await writeWhole(path, after);
}

const LINE_END = Buffer.from("\n");

function endLine(line: string): string {
  return `${line}\n`;
}

/** Lines that are written anyway need no second reading: nearly all of them. */
function isForeign<T>(bytes: Buffer, fresh: ReadonlySet<string>, read: ReadLine<T>): boolean {
  return readBytesOf(bytes, (line) => fresh.has(line) || read(line)) === undefined;
}

/** No honest line comes near this; a longer one would only eat the memory. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;

function readBytesOf<T>(bytes: Buffer, read: ReadLine<T>): T | undefined {
  if (bytes.length > MAX_LINE_BYTES || !isUtf8(bytes)) return undefined;
  return read(bytes.toString("utf8"));
}

interface Line {
  /** From 1. */
  readonly line: number;
  /** Without the line's end. */
  readonly bytes: Buffer;
}

const BYTE_ORDER_MARK = Buffer.from("\uFEFF");

/** All lines but blank ones. */
function linesOf(file: Buffer = Buffer.alloc(0)): Line[] {
  const lines: Line[] = [];
  const hasMark = file.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  let start = hasMark ? BYTE_ORDER_MARK.length : 0;
  for (let line = 1; start < file.length; line++) {
    const next = file.indexOf(LINE_END, start);
    const end = next < 0 ? file.length : next;
    const bytes = withoutReturn(file.subarray(start, end));
    if (bytes.some((byte) => byte !== 0x20 && byte !== 0x09)) lines.push({ line, bytes });
    start = end + 1;
  }
  return lines;
}

function withoutReturn(bytes: Buffer): Buffer {
  return bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes;
}
