import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { type Bench, collectAll, idsFor, requestsFor, startBench } from "./bench.ts";

const engineModule = new URL("../../../../src/io/engine/chat/chat-engine.ts", import.meta.url).href;
const concurrency = 6;

/** What a run does: asks what is neither banked nor in flight, and banks lot by lot. */
const program = `
const [module, settings, requests, bank] = JSON.parse(process.env.TASK);
const { appendFileSync, readFileSync } = await import("node:fs");
const { createChatEngine } = await import(module);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const emit = (event) => console.log(JSON.stringify(event));
const engine = createChatEngine(settings, { clock: { now: Date.now, wait }, emit });
const known = new Set(readFileSync(bank, "utf8").split("\\n"));
for (const { customId } of await engine.inFlight()) known.add(customId);
await engine.send(requests.filter(({ customId }) => !known.has(customId)));
for await (const lot of engine.collect()) {
  for await (const { request } of lot.answers) appendFileSync(bank, request.customId + "\\n");
  await lot.settle();
}
`;

function startRun({ settings }: Bench, bank: string) {
  const cwd = fileURLToPath(new URL("../../../..", import.meta.url));
  const task = [engineModule, { ...settings, concurrency }, requestsFor(260), bank];
  const args = ["--import", "tsx", "--input-type=module", "-e", program];
  const env = { ...process.env, TASK: JSON.stringify(task) };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, output: text(child.stdout), ended: once(child, "exit") };
}

async function newBank({ directory }: Bench): Promise<string> {
  const bank = `${directory}-bank`;
  await writeFile(bank, "");
  onTestFinished(() => rm(bank));
  return bank;
}

interface Death {
  readonly askedBefore: number;
  readonly keptThen: ReadonlySet<string>;
}

/** Kills a run when so many more requests have been asked; returns what was safe by then. */
async function killAfter(bench: Bench, bank: string, more: number): Promise<Death> {
  const goal = bench.server.asked.length + more;
  const { child, ended } = startRun(bench, bank);
  await expect
    .poll(() => bench.server.asked.length, { timeout: 30_000, interval: 1 })
    .toBeGreaterThanOrEqual(goal);
  child.kill("SIGKILL");
  await ended;
  // What had been sent when the process died may still arrive.
  await expect
    .poll(() => bench.server.asked.some(({ status }) => status === null), { timeout: 30_000 })
    .toBe(false);
  const kept = await bench.engine({ readOnly: true }).inFlight();
  const banked = (await readFile(bank, "utf8")).split("\n");
  return {
    askedBefore: bench.server.asked.length,
    keptThen: new Set([...kept.map(({ customId }) => customId), ...banked]),
  };
}

function idOf(content: string | undefined): string {
  return content?.split(" ")[1] ?? "";
}

test("a run that is killed again and again asks nothing twice that had an answer on disk", async () => {
  const bench = await startBench({ delayMs: 8 });
  const bank = await newBank(bench);
  const deaths: Death[] = [];
  for (const more of [1, 7, 30, 120, 5]) deaths.push(await killAfter(bench, bank, more));
  const { output, ended } = startRun(bench, bank);
  expect(await ended).toEqual([0, null]);
  const events = (await output).split("\n").filter((line) => line.includes("answers-lost"));

  const asked = bench.asked().map(idOf);
  for (const { askedBefore, keptThen } of deaths) {
    expect(asked.slice(askedBefore).filter((id) => keptThen.has(id))).toEqual([]);
  }
  expect(deaths.at(-1)?.keptThen.size).toBeGreaterThan(100);
  const banked = new Set((await readFile(bank, "utf8")).trim().split("\n"));
  expect([...banked].sort()).toEqual([...idsFor(260)].sort());
  expect(asked.length - 260).toBeLessThanOrEqual(deaths.length * concurrency);
  expect(events.length).toBeLessThanOrEqual(1);
  expect(await bench.files()).toEqual([]);
});

test("what was sent and never answered is asked again, and counted in a warning", async () => {
  const bench = await startBench({ delayMs: 300 });
  const bank = await newBank(bench);
  await killAfter(bench, bank, concurrency);
  const engine = bench.engine();
  expect(await engine.inFlight()).toEqual([]);
  expect(bench.warnings("answers-lost")).toEqual([{ kind: "answers-lost", requests: concurrency }]);
  await engine.send(requestsFor(concurrency));
  await collectAll(engine);
  expect(bench.server.asked).toHaveLength(2 * concurrency);
});

async function startWithLeftLot(): Promise<{ readonly bench: Bench; readonly lot: string }> {
  const bench = await startBench();
  const engine = bench.engine();
  await engine.send(requestsFor(3));
  for await (const lot of engine.collect()) for await (const _ of lot.answers);
  const [lot = ""] = await bench.files();
  return { bench, lot: join(bench.directory, lot) };
}

test("an answer that was cut short on disk is asked again, the others are not", async () => {
  const { bench, lot } = await startWithLeftLot();
  const whole = await readFile(lot, "utf8");
  await writeFile(lot, whole.slice(0, -10));
  const next = bench.engine();
  expect(await next.inFlight()).toHaveLength(2);
  await next.send(requestsFor(3));
  expect(await collectAll(next)).toHaveLength(3);
  expect(bench.server.asked).toHaveLength(4);
  expect(bench.warnings("unreadable-record")).toEqual([]);
});

test("a line that cannot be read is told once, and costs no other its answer", async () => {
  const { bench, lot } = await startWithLeftLot();
  const [first, ...others] = (await readFile(lot, "utf8")).split("\n");
  expect(first).toContain('"request"');
  await writeFile(lot, ['{"request": 7}', ...others].join("\n"));
  const next = bench.engine();
  expect(await next.inFlight()).toHaveLength(2);
  expect(await collectAll(next)).toHaveLength(2);
  expect(bench.warnings("unreadable-record")).toEqual([
    { kind: "unreadable-record", file: lot, line: 1 },
  ]);
  expect(await bench.files()).toEqual([]);
});

test("every answer is synced to disk before it is handed on", async () => {
  const bench = await startBench();
  const file = await open(join(bench.directory, "some-file"), "w");
  const sync = vi.spyOn(Object.getPrototypeOf(file), "sync");
  onTestFinished(() => sync.mockRestore());
  await file.close();
  const engine = bench.engine({ concurrency: 1 });
  await engine.send(requestsFor(5));
  for await (const lot of engine.collect()) {
    for await (const _ of lot.answers) expect(sync.mock.calls.length).toBeGreaterThanOrEqual(5);
  }
});

test("a second run is kept out while one is at work", async () => {
  const bench = await startBench({ delayMs: 300 });
  const bank = await newBank(bench);
  const { child } = startRun(bench, bank);
  await expect.poll(() => bench.server.asked.length, { timeout: 30_000 }).toBeGreaterThan(0);
  await expect(bench.engine().inFlight()).rejects.toMatchObject({ code: "run-in-progress" });
  child.kill("SIGKILL");
});
