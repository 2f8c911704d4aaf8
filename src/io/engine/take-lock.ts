import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { UserError } from "../../core/errors.ts";
import type { Clock } from "../ports.ts";
import { isMissing, isTaken, onDisk } from "./disk.ts";
import { formatOwner, isAtWork, type LockOwner, nameOwner, readOwner } from "./lock-owner.ts";

/** A lock that someone wants. */
export interface WantedLock {
  readonly folder: string;
  /** The lock file within the folder. */
  readonly path: string;
  readonly self: LockOwner;
  readonly clock: Clock;
}

/** A lock file that names nobody is being written at this moment, or was left by a crash. */
const TORN_AFTER_MS = 60_000;

/**
 * Makes `self` the owner of the lock, which it may be already; takes over what a dead owner left. Whoever contends,
 * only the one whose words are found in the file in the end has it.
 */
export async function takeLock(lock: WantedLock): Promise<void> {
  const ours = formatOwner(lock.self);
  while (!(await writeNew(lock.path, ours))) {
    const found = await readText(lock.path);
    if (found === ours) return;
    if (found === undefined) continue;
    if (await isHeld(lock, lock.path, found)) throw inProgress(lock, found);
    await replace(lock, found);
  }
}

/**
 * Puts our words in the place of a dead owner's. Who does that holds the claim, so that nobody replaces an owner that
 * came meanwhile; the claim itself becomes the lock, in one step.
 */
async function replace(lock: WantedLock, dead: string): Promise<void> {
  const claim = `${lock.path}.claim`;
  if (!(await writeNew(claim, formatOwner(lock.self)))) return respectClaim(lock, claim);
  if ((await readText(lock.path)) !== dead) return remove(claim);
  await rename(claim, lock.path).catch((error) => unlessMissing(lock.path, error));
}

/** Someone else is taking over at this moment, or died while doing so. */
async function respectClaim(lock: WantedLock, claim: string): Promise<void> {
  const found = await readText(claim);
  if (found === undefined) return;
  if (await isHeld(lock, claim, found)) throw inProgress(lock, found);
  await remove(claim);
}

async function isHeld({ self, clock }: WantedLock, path: string, text: string): Promise<boolean> {
  const owner = readOwner(text);
  return owner ? isAtWork(owner, self, clock.now()) : isFresh(path, clock);
}

async function isFresh(path: string, clock: Clock): Promise<boolean> {
  const info = await stat(path).catch((error) => unlessMissing(path, error));
  return info !== undefined && clock.now() - info.mtimeMs < TORN_AFTER_MS;
}

function inProgress({ folder, self }: WantedLock, found: string): UserError {
  return new UserError("run-in-progress", { pid: nameOwner(readOwner(found), self), folder });
}

/** `false` where there is such a file already. */
async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    return onDisk(path, () => Promise.reject(error));
  }
}

function readText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error) => unlessMissing(path, error));
}

function remove(path: string): Promise<void> {
  return onDisk(path, () => rm(path, { force: true }));
}

async function unlessMissing(path: string, error: unknown): Promise<undefined> {
  if (!isMissing(error)) await onDisk(path, () => Promise.reject(error));
}
