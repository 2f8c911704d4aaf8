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
  /** Absolute: `.translate-llm/batches`. */
  readonly directory: string;
  /** Only what lies on this disk is looked at: nothing is sent, fetched, written or removed. */
  readonly readOnly: boolean;
  readonly limits: ShardLimits;
  readonly poll: { readonly firstMs: number; readonly maxMs: number };
}

/** What one input file may hold at most. */
export interface ShardLimits {
  readonly requests: number;
  readonly bytes: number;
}

export interface BatchDeps {
  readonly clock: Clock;
  readonly emit: Emit;
}
