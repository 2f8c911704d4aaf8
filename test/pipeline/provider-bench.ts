import { onTestFinished } from "vitest";
import type { RunEvent } from "../../src/core/events.ts";
import type { Locale } from "../../src/core/model.ts";
import { readRequest } from "../../src/core/prompt/read-request.ts";
import { createBatchEngine } from "../../src/io/engine/batch/batch-engine.ts";
import type { BatchSettings } from "../../src/io/engine/batch/settings.ts";
import type { Engine } from "../../src/io/ports.ts";
import type { BatchServer, BatchServerOptions } from "../support/batch-server/options.ts";
import { startBatchServer } from "../support/batch-server/server.ts";
import type { ChatBody } from "../support/batch-server/wire.ts";

/** A provider of batches for the pipeline's bench. */
export interface ProviderBench {
  readonly server: BatchServer;
  readonly events: RunEvent[];
  /** An engine whose journal is in this folder; another folder is another machine, or a journal lost. */
  engine(directory: string, change?: Partial<BatchSettings>): Engine;
  /** Every text that was billed since the last look, sorted; twice where it was billed twice. */
  billed(): readonly string[];
}

export async function startProvider(
  options: Partial<BatchServerOptions> = {},
): Promise<ProviderBench> {
  let time = 1_800_000_000_000;
  const clock = {
    now: () => time,
    wait: async (ms: number) => {
      time += ms;
    },
  };
  const server = await startBatchServer({
    reply: (body) => translateLines(body),
    segmentsOf: (body) => linesOf(body).map(([, text]) => text),
    now: clock.now,
    ...options,
  });
  onTestFinished(() => server.close());
  const events: RunEvent[] = [];
  const settings: Omit<BatchSettings, "directory"> = {
    baseURL: server.url,
    apiKey: server.apiKey,
    keyVariable: "TEST_KEY",
    siteId: "site-1",
    isNewSite: false,
    readOnly: false,
    resubmit: false,
    limits: { requests: 50_000, bytes: 50_000_000, batchesPerHour: 1000, canary: 20 },
    poll: { firstMs: 1000, maxMs: 8000 },
  };
  return {
    server,
    events,
    engine: (directory, change) =>
      createBatchEngine(
        { ...settings, directory, ...change },
        { clock, emit: (event) => events.push(event) },
      ),
    billed: () => {
      const texts = [...server.audit.billedSegments()];
      const all = texts.flatMap(([text, times]) => Array.from({ length: times }, () => text));
      server.audit.reset();
      return all.sort();
    },
  };
}

/** A complete answer; `translate` gives other words, or none, for a line. */
export function translateLines(
  body: ChatBody,
  translate: (text: string, locale: Locale) => string = (text, locale) =>
    `${locale.toUpperCase()} ${text}`,
): string {
  const locale = askedBy(body)?.locale ?? "";
  return linesOf(body)
    .map(([number, text]) => `${number} ${translate(text, locale)}`)
    .join("\n");
}

function linesOf(body: ChatBody): readonly (readonly [number, string])[] {
  return [...(askedBy(body)?.lines ?? [])];
}

function askedBy({ model, messages }: ChatBody) {
  const user = messages.filter(({ role }) => role === "user");
  const ours = user.map(({ content }) => ({ role: "user" as const, content }));
  return readRequest({ model, messages: ours });
}
