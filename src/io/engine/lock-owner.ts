import { hostname } from "node:os";
import { asRecord } from "../../core/foreign/record.ts";
import { parseJson } from "./foreign-json.ts";
import { plainLine } from "./plain-line.ts";

/** A process that keeps a folder to itself, as its lock file tells. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** Milliseconds since the epoch. Two processes that had the same number on the same host differ in it. */
  readonly startedAt: number;
}

/** A batch ends within a day; whoever is silent on another host for so long is no longer there. */
const HOST_PATIENCE_MS = 36 * 60 * 60_000;

/** Nobody's clock is so wrong; a lock from later than that was never honest. */
const CLOCKS_APART_MS = 60 * 60_000;

export function thisProcess(): LockOwner {
  const startedAt = Math.round(performance.timeOrigin);
  return { pid: process.pid, host: hostname(), startedAt };
}

export function formatOwner({ pid, host, startedAt }: LockOwner): string {
  return `${JSON.stringify({ pid, host, startedAt })}\n`;
}

/** `undefined` where the text names no process. */
export function readOwner(text: string): LockOwner | undefined {
  const { pid, host, startedAt } = asRecord(parseJson(text));
  if (!isPositive(pid) || typeof host !== "string" || !isPositive(startedAt)) return undefined;
  return { pid, host, startedAt };
}

/** Whether the owner may still be at work, as far as `self` can know. */
export function isAtWork(owner: LockOwner, self: LockOwner, now: number): boolean {
  const age = now - owner.startedAt;
  if (owner.host !== self.host) return age >= -CLOCKS_APART_MS && age <= HOST_PATIENCE_MS;
  // With our own number it is a dead namesake, or this very process.
  return owner.pid !== self.pid && isAlive(owner.pid);
}

/** The owner's number, and its host where it is not ours. */
export function nameOwner(owner: LockOwner | undefined, self: LockOwner): string {
  if (!owner) return "unknown";
  return owner.host === self.host ? `${owner.pid}` : `${owner.pid} on ${plainLine(owner.host)}`;
}

/** Asks without harm: signal 0 is never delivered. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It lives, and belongs to someone else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function isPositive(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}
