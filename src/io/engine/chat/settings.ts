import type { Clock, Emit } from "../../ports.ts";
import type { Endpoint } from "../connect.ts";

/** Where Requests go, and how many at a time. Everything is resolved: no defaults below this door. */
export interface ChatSettings extends Endpoint {
  /** Absolute: `.translate-llm/chat`. */
  readonly directory: string;
  /** Only what lies on this disk is looked at: nothing is sent, written or removed. */
  readonly readOnly: boolean;
  /** Requests that may be under way at the same time. */
  readonly concurrency: number;
  /** For one Request; without it, as long as is usual for the place that the server is in. */
  readonly timeoutMs?: number;
}

export interface ChatDeps {
  readonly clock: Clock;
  readonly emit: Emit;
}
