import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { RunEvent, Warning } from "../../../../src/core/events.ts";
import type { Answer, ChatRequest } from "../../../../src/core/model.ts";
import { createChatEngine } from "../../../../src/io/engine/chat/chat-engine.ts";
import type { ChatSettings } from "../../../../src/io/engine/chat/settings.ts";
import type { Clock, Engine } from "../../../../src/io/ports.ts";
import type { ChatServer, ChatServerOptions } from "../../../support/chat-server/options.ts";
import { startChatServer } from "../../../support/chat-server/server.ts";

export const key = "sk-very-secret-0123456789";

/** A server, a folder and a clock; engines come and go on them like processes. */
export interface Bench {
  readonly server: ChatServer;
  readonly directory: string;
  /** How long was waited, each time. Waiting takes no time. */
  readonly waits: readonly number[];
  readonly events: readonly RunEvent[];
  readonly settings: ChatSettings;
  engine(changes?: Partial<ChatSettings>): Engine;
  /** Takes the clock on. */
  pass(ms: number): void;
  /** All but the lock, which stays for as long as this process. */
  files(): Promise<readonly string[]>;
  /** Everything that lies on disk. */
  stored(): Promise<string>;
  warnings(kind: Warning["kind"]): readonly Warning[];
  /** The texts that were asked, as often as they were asked. */
  asked(): readonly string[];
}

/** A wait takes no time, or so many real milliseconds. */
export async function startBench(
  options: Partial<ChatServerOptions> = {},
  realWaitMs = 0,
): Promise<Bench> {
  const server = await startChatServer({ reply, apiKey: key, ...options });
  const directory = await mkdtemp(join(tmpdir(), "chat-"));
  onTestFinished(async () => {
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });
  const { clock, waits, pass } = createClock(realWaitMs);
  const events: RunEvent[] = [];
  const settings: ChatSettings = {
    baseURL: server.url,
    apiKey: key,
    keyVariable: "TEST_KEY",
    directory,
    readOnly: false,
    concurrency: 4,
  };
  const files = async () => (await readdir(directory)).filter((name) => name !== "lock").sort();
  return {
    server,
    directory,
    waits,
    events,
    settings,
    pass,
    files,
    engine: (changes) =>
      createChatEngine(
        { ...settings, ...changes },
        { clock, emit: (event) => void events.push(event) },
      ),
    stored: async () =>
      (
        await Promise.all((await files()).map((name) => readFile(join(directory, name), "utf8")))
      ).join("\n"),
    warnings: (kind) =>
      events
        .flatMap((event) => (event.kind === "warning" ? event.warning : []))
        .filter((one) => one.kind === kind),
    asked: () => server.asked.map(({ body }) => String(body.messages.at(-1)?.content)),
  };
}

function createClock(realWaitMs: number) {
  const waits: number[] = [];
  let now = 1_800_000_000_000;
  const clock: Clock = {
    now: () => now,
    wait: async (ms) => {
      waits.push(ms);
      if (realWaitMs > 0) await sleep(realWaitMs);
      now += ms;
    },
  };
  const pass = (ms: number): void => {
    now += ms;
  };
  return { clock, waits, pass };
}

function reply({ messages }: { readonly messages: readonly { readonly content: string }[] }) {
  return `translated: ${messages.at(-1)?.content}`;
}

export function requestsFor(count: number, model = "model-a", prefix = "r"): ChatRequest[] {
  return Array.from({ length: count }, (_, index) => ({
    customId: `${prefix}${index + 1}`,
    body: { model, messages: [{ role: "user", content: `text ${prefix}${index + 1} – ü 日本` }] },
  }));
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

/** r1 … rN. */
export function idsFor(count: number): readonly string[] {
  return requestsFor(count).map(({ customId }) => customId);
}
