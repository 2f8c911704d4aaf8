import type { Clock, Emit } from "../../ports.ts";

/** Where batches go, and how large and how often. Everything is resolved: no defaults below this door. */
export interface BatchSettings {
  /** Ends where `/files` and `/batches` begin: `https://api.openai.com/v1`. */
  readonly baseURL: string;
  /** `undefined` is fine until something has to be asked of the provider. */
  readonly apiKey: string | undefined;
  /** The environment variable the key came from; for messages only. */
  readonly keyVariable: string;
  /** Random and committed: tells this site's batches from others' in the provider's list. */
  readonly siteId: string;
  /** Whether the id was made up in this run: then no batch can have it yet. */
  readonly isNewSite: boolean;
  /** Absolute: `.translate-llm/batches`. */
  readonly directory: string;
  /** Only what lies on this disk is looked at: nothing is sent, fetched, written or removed. */
  readonly readOnly: boolean;
  /** Requests of earlier runs whose fate cannot be known are given up, so that their texts are asked for again. */
  readonly resubmit: boolean;
  readonly limits: ShardLimits & PaceLimits;
  readonly poll: { readonly firstMs: number; readonly maxMs: number };
}

/** What one input file may hold at most. */
export interface ShardLimits {
  readonly requests: number;
  readonly bytes: number;
}

/** How much may be under way. */
export interface PaceLimits {
  /** Batches created in any hour. */
  readonly batchesPerHour: number;
  /** Input tokens of one model that may be enqueued; learned from the provider unless given. */
  readonly enqueuedTokens?: number | undefined;
  /** So many requests of a combination that is new here go first, alone; 0 sends all at once. */
  readonly canary: number;
}

export interface BatchDeps {
  readonly clock: Clock;
  readonly emit: Emit;
}
