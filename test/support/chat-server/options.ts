import type { ChatBody } from "../batch-server/wire.ts";

export interface ChatServerOptions {
  /** The content of a good answer. */
  readonly reply: (body: ChatBody) => string;
  /** 'test-key'; null for a server that knows no keys, and refuses requests that bring one. */
  readonly apiKey?: string | null;
  /** The models that exist; any unless given. */
  readonly models?: readonly string[];
  /** How long an answer takes: 0. */
  readonly delayMs?: number;
  /** What goes wrong with a request, by its ordinal from 1; nothing unless given. */
  readonly fault?: (ordinal: number, body: ChatBody) => ChatFault | undefined;
}

/**
 * - `reset-before`: the connection breaks, nothing was done
 * - `reset-after`: the answer was made and billed, and is lost on its way
 * - `truncate`: it breaks in the middle of the body
 * - `stall`: it never comes
 * - a record is the answer
 */
export type ChatFault = "reset-before" | "reset-after" | "truncate" | "stall" | ChatFaultResponse;

export interface ChatFaultResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** OpenAI's error JSON unless given; a string is sent as it is. */
  readonly body?: string | object;
}

/** One request that came. The key is never kept. */
export interface Asked {
  readonly ordinal: number;
  readonly body: ChatBody;
  readonly hasKey: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Null while under way; 'cut' where the client got no whole answer. */
  readonly status: number | "cut" | null;
  /** Whether an answer was made, and so costs money. */
  readonly isBilled: boolean;
}

export interface ChatServer {
  /** Ends in /v1. */
  readonly url: string;
  readonly port: number;
  /** Everything that passed the rules of form, oldest first. */
  readonly asked: readonly Asked[];
  /** The most requests that were ever under way at once. */
  peak(): number;
  /** Requests that broke a rule, in words. */
  readonly broken: readonly string[];
  close(): Promise<void>;
}
