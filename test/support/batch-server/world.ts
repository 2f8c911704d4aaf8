import { type AuditLog, createAuditLog } from "./audit.ts";
import { type ChatLaw, chatLaw } from "./chat-rules.ts";
import { createFaults, type FaultSource } from "./faults.ts";
import type { BatchServerOptions, Limits, Outcome, Pace, ReplyTo } from "./options.ts";
import { idMaker } from "./random.ts";
import type { Run } from "./run.ts";
import type { StoredFile } from "./wire.ts";

/** All that one server knows. */
export interface World {
  readonly settings: Settings;
  readonly log: AuditLog;
  readonly faults: FaultSource;
  /** Both in order of creation. */
  readonly files: Map<string, StoredFile>;
  readonly runs: Map<string, Run>;
  readonly attempts: Map<string, number>;
  readonly newId: (prefix: string) => string;
  readonly seconds: () => number;
  calls: number;
}

export interface Settings {
  readonly reply: ReplyTo;
  readonly apiKey: string;
  readonly chat: ChatLaw;
  readonly outcome: (ordinal: number) => Outcome;
  readonly unfinishedLines: "listed" | "missing";
  readonly rewrite: NonNullable<BatchServerOptions["rewrite"]>;
  readonly limits: Limits;
  readonly pace: Pace;
  readonly seed: number;
  readonly now: () => number;
}

export function createWorld(options: BatchServerOptions): World {
  const settings = settingsOf(options);
  return {
    settings,
    log: createAuditLog(options.segmentsOf),
    faults: createFaults(options.faults),
    files: new Map(),
    runs: new Map(),
    attempts: new Map(),
    newId: idMaker(settings.seed),
    seconds: () => Math.floor(settings.now() / 1000),
    calls: 0,
  };
}

function settingsOf(options: BatchServerOptions): Settings {
  return {
    reply: options.reply,
    apiKey: options.apiKey ?? "test-key",
    chat: chatLaw(options.models, options.extraBodyFields),
    outcome: options.outcome ?? (() => "completed"),
    unfinishedLines: options.unfinishedLines ?? "listed",
    rewrite: options.rewrite ?? ((text) => text),
    limits: { ...LIMITS, ...options.limits },
    pace: { ...PACE, advanceOnPoll: options.pace?.stepMs === undefined, ...options.pace },
    seed: options.seed ?? 1,
    now: options.now ?? Date.now,
  };
}

const LIMITS: Limits = {
  maxFileBytes: 200 * 1024 * 1024,
  maxLines: 50_000,
  maxEnqueuedTokens: Number.POSITIVE_INFINITY,
};

const PACE = { stepMs: Number.POSITIVE_INFINITY, progressSteps: 1, listingDelayMs: 0 };
