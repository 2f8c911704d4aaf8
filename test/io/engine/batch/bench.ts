import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { RunEvent, Warning } from "../../../../src/core/events.ts";
import type { Answer, ChatRequest } from "../../../../src/core/model.ts";
import { createBatchEngine } from "../../../../src/io/engine/batch/batch-engine.ts";
import type { BatchSettings } from "../../../../src/io/engine/batch/settings.ts";
import type { Clock, Engine } from "../../../../src/io/ports.ts";
import type { BatchServer, BatchServerOptions } from "../../../support/batch-server/options.ts";
import { startBatchServer } from "../../../support/batch-server/server.ts";

export const KEY = "sk-very-secret-0123456789";

/** Wide, and without a trial. */
export const LIMITS = { requests: 50_000, bytes: 50_000_000, batchesPerHour: 1000, canary: 0 };

/** A provider, a folder and a clock; engines come and go on them like processes. */
export interface Bench {
  readonly server: BatchServer;
  readonly directory: string;
  readonly clock: TestClock;
  readonly events: RunEvent[];
  readonly settings: BatchSettings;
  engine(changes?: Partial<BatchSettings>, clock?: Clock): Engine;
  journal(): Promise<string>;
  /** All but the lock, which stays for as long as this process, and the notes, which always stay. */
  files(): Promise<readonly string[]>;
  warnings(kind: Warning["kind"]): readonly Warning[];
}

/** Waiting takes no time, and is noted. */
export interface TestClock extends Clock {
  readonly waits: number[];
}

export async function startBench(options: Partial<BatchServerOptions> = {}): Promise<Bench> {
  const clock = createTestClock();
  const reply = ({ messages }: { messages: readonly { content: string }[] }) =>
    `translated: ${messages.at(-1)?.content}`;
  const server = await startBatchServer({ reply, apiKey: KEY, now: clock.now, ...options });
  const directory = await mkdtemp(join(tmpdir(), "batches-"));
  onTestFinished(async () => {
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });
  const events: RunEvent[] = [];
  const settings: BatchSettings = {
    baseURL: server.url,
    apiKey: KEY,
    keyVariable: "TEST_KEY",
    siteId: "site-1",
    directory,
    readOnly: false,
    isNewSite: false,
    resubmit: false,
    limits: LIMITS,
    poll: { firstMs: 1000, maxMs: 8000 },
  };
  return {
    server,
    directory,
    clock,
    events,
    settings,
    engine: (changes, ownClock = clock) =>
      createBatchEngine(
        { ...settings, ...changes },
        { clock: ownClock, emit: (event) => events.push(event) },
      ),
    journal: () => readFile(join(directory, "journal.jsonl"), "utf8").catch(() => ""),
    files: async () =>
      (await readdir(directory)).filter((name) => !/^(lock$|notes-)/.test(name)).sort(),
    warnings: (kind) =>
      events
        .flatMap((event) => (event.kind === "warning" ? event.warning : []))
        .filter((one) => one.kind === kind),
  };
}

export function createTestClock(): TestClock {
  const waits: number[] = [];
  let now = 1_800_000_000_000;
  return {
    waits,
    now: () => now,
    wait: async (ms) => {
      waits.push(ms);
      now += ms;
    },
  };
}

/** Whether it is the journal that wants to know the time at this moment: it is about to write a record. */
export function isJournalAsking(): boolean {
  return new Error().stack?.includes("open-journal.ts") ?? false;
}

export function requestsFor(count: number, model = "model-a", prefix = "r"): ChatRequest[] {
  return Array.from({ length: count }, (_, index) => ({
    customId: `${prefix}${index + 1}`,
    body: { model, messages: [{ role: "user", content: `text ${prefix}${index + 1} – ü 日本` }] },
  }));
}

/** An engine on another machine: same site and key, nothing on its disk. */
export function elsewhere(bench: Bench, changes: Partial<BatchSettings> = {}): Engine {
  const directory = join(bench.directory, randomBytes(4).toString("hex"));
  return bench.engine({ directory, ...changes });
}

export async function idsInFlight(engine: Engine): Promise<readonly string[]> {
  return (await engine.inFlight()).map(({ customId }) => customId).sort();
}

/** Everything that a collection delivers, settled lot by lot. */
export async function collectAll(engine: Engine): Promise<Answer[]> {
  const answers: Answer[] = [];
  for await (const lot of engine.collect()) {
    for await (const answer of lot.answers) answers.push(answer);
    await lot.settle();
  }
  return answers;
}

/** As the pipeline does it: asks for what is neither here nor in flight, until everything is here. */
export async function converge(
  engine: Engine,
  requests: readonly ChatRequest[],
  safe: Record<string, string> = {},
): Promise<Record<string, string>> {
  for (let round = 1; round <= 4; round += 1) {
    const flying = new Set(await idsInFlight(engine));
    const isOpen = ({ customId }: ChatRequest) => safe[customId] === undefined;
    const open = requests.filter((one) => isOpen(one) && !flying.has(one.customId));
    if (open.length + flying.size === 0) break;
    await engine.send(open);
    for await (const lot of engine.collect()) {
      for await (const { request, result } of lot.answers)
        if (result.kind === "text") safe[request.customId] = result.content;
      await lot.settle();
    }
  }
  return safe;
}

/** customId → content, or the reason of the failure. */
export function outcomes(answers: readonly Answer[]): Record<string, string> {
  const pairs = answers.map(({ request, result }) => [
    request.customId,
    result.kind === "text" ? result.content : result.reason,
  ]);
  return Object.fromEntries(pairs.sort());
}

export function translated(...ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.map((id) => [id, `translated: text ${id} – ü 日本`]).sort());
}
