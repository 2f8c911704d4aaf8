import { appendFile, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Engine } from "../../../../src/io/ports.ts";
import {
  type Bench,
  collectAll,
  createTestClock,
  isJournalAsking,
  requestsFor,
  startBench,
} from "./bench.ts";

/** Leaves one shard behind whose journal ends before the given record. */
async function leaveShard(bench: Bench, records: number): Promise<string> {
  const clock = createTestClock();
  let left = records;
  const now = (): number => {
    if (!isJournalAsking()) return clock.now();
    if (left === 0) throw new Error("killed");
    left -= 1;
    return clock.now();
  };
  const engine = bench.engine({}, { ...clock, now });
  const run = engine.send(requestsFor(3)).then(() => collectAll(engine));
  await expect(run).rejects.toThrow("killed");
  const { name } = JSON.parse((await bench.journal()).split("\n")[0] ?? "");
  return join(bench.directory, `${name}.jsonl`);
}

/** Every file with its bytes and the time of its last change. */
async function snapshot({ directory }: Bench): Promise<unknown> {
  const files = (await readdir(directory)).sort().map(async (name) => {
    const path = join(directory, name);
    const { mtimeMs } = await stat(path);
    return [name, mtimeMs, await readFile(path, "utf8")];
  });
  return Promise.all(files);
}

/** What is in flight; looking must leave no trace on the disk or at the provider. */
async function look(bench: Bench): Promise<readonly string[]> {
  const before = await snapshot(bench);
  const asked = bench.server.audit.exchanges.length;
  const found = await bench.engine({ readOnly: true, apiKey: undefined }).inFlight();
  expect(await snapshot(bench)).toEqual(before);
  expect(bench.server.audit.exchanges).toHaveLength(asked);
  return found.map(({ customId }) => customId);
}

const STEPS = {
  planned: 1,
  uploading: 2,
  uploaded: 3,
  creating: 4,
  created: 5,
  ended: 6,
  saved: 7,
};
const ALL = ["r1", "r2", "r3"];

for (const [step, records] of Object.entries(STEPS)) {
  // Whoever may write gives up what never came to be a batch, and asks for it anew.
  const isOwed = records >= STEPS.creating;

  test(`looking at a shard that is ${step} finds what is owed, and changes nothing`, async () => {
    const bench = await startBench();
    await leaveShard(bench, records);
    expect(await look(bench)).toEqual(isOwed ? ALL : []);
  });

  test(`looking at a shard that is ${step} passes over a missing file`, async () => {
    const bench = await startBench();
    await rm(await leaveShard(bench, records), { force: true });
    expect(await look(bench)).toEqual([]);
  });

  test(`looking at a shard that is ${step} makes of a torn file what can be made of it`, async () => {
    const bench = await startBench();
    const input = await leaveShard(bench, records);
    const [first = ""] = (await readFile(input, "utf8").catch(() => "")).split("\n");
    await writeFile(input, `${first}\n{"custom_id":"r2"`);
    expect(await look(bench)).toEqual(isOwed ? ["r1"] : []);
  });
}

test("looking passes over a torn journal line and leaves it there", async () => {
  const bench = await startBench();
  await bench.engine().send(requestsFor(3));
  await appendFile(join(bench.directory, "journal.jsonl"), '{"kind":"termi');
  expect(await look(bench)).toEqual(ALL);
});

test("looking clears away nothing of a shard that is over", async () => {
  const bench = await startBench();
  await leaveShard(bench, 7);
  const { name } = JSON.parse((await bench.journal()).split("\n")[0] ?? "");
  const settled = JSON.stringify({ kind: "settled", name, at: 1 });
  await appendFile(join(bench.directory, "journal.jsonl"), `${settled}\n`);
  expect(await look(bench)).toEqual([]);
});

test("looking takes no lock and makes no folder", async () => {
  const bench = await startBench();
  await rm(bench.directory, { recursive: true });
  expect(await bench.engine({ readOnly: true }).inFlight()).toEqual([]);
  await expect(readdir(bench.directory)).rejects.toThrow("ENOENT");
});

const ACTS: Readonly<Record<string, (engine: Engine) => Promise<unknown>>> = {
  send: (engine) => engine.send(requestsFor(1)),
  collect: (engine) => collectAll(engine),
};

for (const [what, act] of Object.entries(ACTS)) {
  test(`to ${what} in a run that only looks is a bug`, async () => {
    const bench = await startBench();
    await expect(act(bench.engine({ readOnly: true }))).rejects.toMatchObject({ name: "Error" });
    expect(bench.server.audit.exchanges).toEqual([]);
  });
}
