import type { MemoryRecord } from "../model.ts";

/** What Memory has for one Segment. */
export interface Known {
  readonly target: string;
  /** A person wrote it. */
  readonly human: boolean;
}

/** What a record has for one of its Segments. */
export function knownAt(record: MemoryRecord, index: number): Known | undefined {
  const target = record.target[index];
  if (target === undefined || target === null) return undefined;
  return { target, human: record.human.includes(index) };
}

/** The one to use: a person's words before a machine's, then the smaller, so that no order matters. */
export function betterOf(a: Known | undefined, b: Known | undefined): Known | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.human !== b.human) return a.human ? a : b;
  return b.target < a.target ? b : a;
}
