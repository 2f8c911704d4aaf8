import type { Audit } from "./audit.ts";
import type { FaultQueue } from "./faults.ts";
import type { ChatBody } from "./wire.ts";

/** What one chat completion answers. A bare string is a complete, ordinary answer. */
export type Reply = string | DetailedReply;

export interface DetailedReply {
  readonly content?: string;
  readonly finishReason?: "stop" | "length" | "content_filter";
  readonly refusal?: string;
  /** From 400 on the request failed and is not billed. */
  readonly status?: number;
  /** Fails the request as well; the status is 500 unless given. */
  readonly error?: { readonly code: string; readonly message: string };
  /** A batch line without an HTTP response: absent from both files, or with a bare `error`. */
  readonly noResponse?: "missing" | { readonly code: string; readonly message: string };
}

export interface Call {
  /** Null outside batches. */
  readonly customId: string | null;
  readonly batchId: string | null;
  /** From 1: how often this custom_id (outside batches: this very body) was asked. */
  readonly attempt: number;
  /** From 1: position among all calls of this server. */
  readonly ordinal: number;
}

export type ReplyTo = (body: ChatBody, call: Call) => Reply | Promise<Reply>;

/** How a valid batch ends. `finished` is the fraction of lines answered (and billed), 0.5 unless given. */
export type Outcome =
  | "completed"
  | "expired"
  | "cancelled"
  | "failed"
  | { readonly ended: "expired" | "cancelled" | "failed"; readonly finished: number }
  | { readonly failedCode: string; readonly message: string }
  | { readonly stuck: string; readonly finished?: number };

export interface Limits {
  /** 200 MB. */
  readonly maxFileBytes: number;
  /** 50,000. */
  readonly maxLines: number;
  /** Input tokens of one model in unfinished batches; no limit unless given. */
  readonly maxEnqueuedTokens: number;
}

export interface Pace {
  /** Each GET of a batch takes it one step further: true, unless `stepMs` is given. */
  readonly advanceOnPoll: boolean;
  /** One step each so many ms of `now`, noticed when the batch is looked at. */
  readonly stepMs: number;
  /** Steps spent `in_progress` on answering lines: 1. */
  readonly progressSteps: number;
  /** A new batch stays out of the list for so long: 0. */
  readonly listingDelayMs: number;
}

export interface BatchServerOptions {
  readonly reply: ReplyTo;
  /** 0, a free one. */
  readonly port?: number;
  /** 'test-key'. */
  readonly apiKey?: string;
  /** The models that exist; any unless given. */
  readonly models?: readonly string[];
  /** Body fields allowed beyond OpenAI's. */
  readonly extraBodyFields?: readonly string[];
  /** What `audit.billedSegments()` counts. */
  readonly segmentsOf?: (body: ChatBody) => readonly string[];
  /** By ordinal of the batch, from 1. */
  readonly outcome?: (ordinal: number) => Outcome;
  /** Lines that an expired or cancelled batch never ran: in the error file ('listed'), or nowhere. */
  readonly unfinishedLines?: "listed" | "missing";
  /** What becomes of a file of results before it is stored; nothing unless given. */
  readonly rewrite?: (text: string, kind: "output" | "error") => string;
  readonly faults?: readonly Fault[];
  readonly limits?: Partial<Limits>;
  readonly pace?: Partial<Pace>;
  /** Seeds ids and the order of output lines. */
  readonly seed?: number;
  readonly now?: () => number;
}

/** The next `times` requests to a route, after the first `skip`, go wrong. */
export interface Fault {
  /** A route such as 'POST /v1/batches' or 'GET /v1/files/:id/content', or '*'. */
  readonly on: string;
  /** 1; `Infinity` for ever. */
  readonly times?: number;
  readonly skip?: number;
  readonly do: FaultAction;
}

/**
 * - `reset-before`: the connection breaks, nothing was done
 * - `reset-after`: the server acted, its response is lost
 * - `truncate`: the connection breaks in the middle of the body
 * - `truncate-silently`: half of the body arrives as if it were all
 * - a record waits, and with a `status` answers instead of acting
 */
export type FaultAction =
  | "reset-before"
  | "reset-after"
  | "truncate"
  | "truncate-silently"
  | FaultResponse;

export interface FaultResponse {
  readonly delayMs?: number;
  readonly status?: number;
  /** OpenAI's error JSON unless given; a string is sent as it is. */
  readonly body?: string | object;
  /** Seconds, or a date, for the `retry-after` header. */
  readonly retryAfter?: number | string;
}

export interface BatchServer {
  /** The base URL for clients; ends in /v1. */
  readonly url: string;
  readonly port: number;
  readonly apiKey: string;
  readonly audit: Audit;
  readonly faults: FaultQueue;
  /** Takes every batch as far as its outcome lets it go. */
  settle(): Promise<void>;
  close(): Promise<void>;
}
