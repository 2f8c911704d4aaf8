import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { formatOwner, type LockOwner } from "../../../src/io/engine/lock-owner.ts";
import { takeLock } from "../../../src/io/engine/take-lock.ts";
import { createTestClock } from "./batch/bench.ts";

const HOUR_MS = 60 * 60_000;
const clock = createTestClock();
const self: LockOwner = { pid: process.pid, host: hostname(), startedAt: clock.now() - 1000 };

interface Folder {
  readonly path: string;
  take(owner?: LockOwner): Promise<void>;
  /** Leaves a file as it was so long ago. */
  leave(name: string, text: string, ageMs: number): Promise<void>;
  owner(): Promise<string>;
}

async function openFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), "lock-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const lock = join(path, "lock");
  return {
    path,
    take: (owner = self) => takeLock({ folder: path, path: lock, self: owner, clock }),
    leave: async (name, text, ageMs) => {
      const then = new Date(clock.now() - ageMs);
      await writeFile(join(path, name), text);
      await utimes(join(path, name), then, then);
    },
    owner: () => readFile(lock, "utf8"),
  };
}

/** A process that does nothing until the test ends. */
async function startIdler(): Promise<number> {
  const idler: ChildProcess = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  onTestFinished(() => void idler.kill());
  await once(idler, "spawn");
  return idler.pid ?? expect.unreachable();
}

function deadPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

test("a free folder is taken, and may be taken again by the same process", async () => {
  const folder = await openFolder();
  await folder.take();
  await folder.take();
  expect(JSON.parse(await folder.owner())).toEqual(self);
});

test("a living process keeps its folder, however long it runs", async () => {
  const folder = await openFolder();
  const text = formatOwner({ ...self, pid: await startIdler(), startedAt: 1 });
  await folder.leave("lock", text, 1000 * HOUR_MS);
  await expect(folder.take()).rejects.toMatchObject({
    code: "run-in-progress",
    message: expect.stringMatching(/^Another run \(process \d+\) is using .*lock-\w+\.$/),
  });
  expect(await folder.owner()).toBe(text);
});

test("a process of another user is alive, although it cannot be signalled", async () => {
  const folder = await openFolder();
  const kill = process.kill;
  onTestFinished(() => {
    process.kill = kill;
  });
  process.kill = () => {
    throw Object.assign(new Error("kill EPERM"), { code: "EPERM" });
  };
  await folder.leave("lock", formatOwner({ ...self, pid: 4_000_000 }), 0);
  await expect(folder.take()).rejects.toMatchObject({ code: "run-in-progress" });
});

const leftovers: Record<string, readonly [text: string, ageMs: number]> = {
  "a dead process": [formatOwner({ ...self, pid: deadPid() }), 0],
  "a dead namesake of this process": [formatOwner({ ...self, startedAt: 5 }), 0],
  "another host, two days ago": [
    formatOwner({ pid: 1, host: "elsewhere", startedAt: clock.now() - 48 * HOUR_MS }),
    0,
  ],
  "a crash that left an empty file": ["", 61_000],
  "a crash that left half a file": ['{"pid":12', 61_000],
  "another machine, from the future": [
    formatOwner({ pid: 1, host: "elsewhere", startedAt: clock.now() + 48 * HOUR_MS }),
    0,
  ],
  "nobody: a pid that would signal many": ['{"pid":-1,"host":"x","startedAt":1}', 61_000],
};

for (const [whose, [text, ageMs]] of Object.entries(leftovers)) {
  test(`what is left by ${whose} is taken over`, async () => {
    const folder = await openFolder();
    await folder.leave("lock", text, ageMs);
    await folder.take();
    expect(await folder.owner()).toBe(formatOwner(self));
    expect(await readdir(folder.path)).toEqual(["lock"]);
  });
}

test("another host is respected for as long as a batch may take, and named in one plain line", async () => {
  const folder = await openFolder();
  const startedAt = clock.now() - 35 * HOUR_MS;
  await folder.leave("lock", formatOwner({ pid: 7, host: "else\u001bwhere", startedAt }), 0);
  await expect(folder.take()).rejects.toMatchObject({
    code: "run-in-progress",
    message: expect.stringContaining("(process 7 on else where)"),
  });
});

test("a lock that is only just being written is respected", async () => {
  const folder = await openFolder();
  await folder.leave("lock", "", 1000);
  await expect(folder.take()).rejects.toMatchObject({ code: "run-in-progress" });
});

test("a takeover under way is respected, one that died is not", async () => {
  const folder = await openFolder();
  await folder.leave("lock", formatOwner({ ...self, pid: deadPid() }), 0);
  await folder.leave("lock.claim", formatOwner({ ...self, pid: await startIdler() }), 0);
  await expect(folder.take()).rejects.toMatchObject({ code: "run-in-progress" });
  await folder.leave("lock.claim", formatOwner({ ...self, pid: deadPid() }), 0);
  await folder.take();
  expect(await readdir(folder.path)).toEqual(["lock"]);
});

test("of many that take over at once, one wins", async () => {
  const pids = [process.pid, process.ppid, await startIdler(), await startIdler()];
  const dead = formatOwner({ ...self, pid: deadPid() });
  for (let round = 0; round < 50; round += 1) {
    const folder = await openFolder();
    await folder.leave("lock", dead, 0);
    if (round % 2 === 1) await folder.leave("lock.claim", dead, 0);
    const outcomes = await Promise.allSettled(pids.map((pid) => folder.take({ ...self, pid })));
    const winners = pids.filter((_, index) => outcomes[index]?.status === "fulfilled");
    expect(winners).toEqual([JSON.parse(await folder.owner()).pid]);
    const reasons = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
    expect(new Set(reasons)).toEqual(new Set(["run-in-progress"]));
  }
});

test("what the disk refuses is told in words", async () => {
  const folder = await openFolder();
  await rm(folder.path, { recursive: true });
  await expect(folder.take()).rejects.toMatchObject({ code: "unwritable" });
});
