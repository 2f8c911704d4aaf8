import type { BatchObject, ChatBody } from "./wire.ts";

/** One request that reached the server. The key is never kept. */
export interface Exchange {
  readonly ordinal: number;
  readonly method: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Method and path pattern, such as 'GET /v1/batches/:id'. */
  readonly route: string;
  readonly at: number;
  /** Null while under way; 'reset' where the client got no whole response. */
  readonly status: number | "reset" | null;
}

/** One chat completion that was produced, and so costs money. */
export interface Billed {
  readonly ordinal: number;
  readonly customId: string | null;
  readonly batchId: string | null;
  readonly model: string;
  readonly body: ChatBody;
  readonly content: string;
}

export interface Audit {
  readonly exchanges: readonly Exchange[];
  readonly billed: readonly Billed[];
  /** Every batch created, oldest first, as it is now. */
  readonly batches: readonly Readonly<BatchObject>[];
  /** How many requests came to a route ('POST /v1/batches'), whatever became of them. */
  count(route: string): number;
  /** How often each segment was billed. */
  billedSegments(): Map<string, number>;
  /** Forgets what was noted; the server's files and batches stay. */
  reset(): void;
}

/** The server's end of the audit. */
export interface AuditLog {
  readonly audit: Audit;
  open(arrival: Arrival): (status: number | "reset") => void;
  bill(billed: Omit<Billed, "ordinal">): void;
  created(batch: BatchObject): void;
}

export type Arrival = Pick<Exchange, "method" | "path" | "query" | "route" | "at">;

export function createAuditLog(segmentsOf?: (body: ChatBody) => readonly string[]): AuditLog {
  const exchanges: Writable<Exchange>[] = [];
  const billed: Billed[] = [];
  const batches: BatchObject[] = [];
  const audit: Audit = {
    exchanges,
    billed,
    batches,
    count: (route) => exchanges.filter((exchange) => exchange.route === route).length,
    billedSegments: () => tally(billed, segmentsOf),
    reset: () => {
      for (const list of [exchanges, billed, batches]) list.length = 0;
    },
  };
  return {
    audit,
    open: (arrival) => {
      const exchange = { ...arrival, ordinal: exchanges.length + 1, status: null };
      return noteIn(exchanges, exchange);
    },
    bill: (entry) => void billed.push({ ...entry, ordinal: billed.length + 1 }),
    created: (batch) => void batches.push(batch),
  };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function noteIn(exchanges: Writable<Exchange>[], exchange: Writable<Exchange>) {
  exchanges.push(exchange);
  return (status: number | "reset") => {
    exchange.status = status;
  };
}

function tally(
  billed: readonly Billed[],
  segmentsOf: ((body: ChatBody) => readonly string[]) | undefined,
): Map<string, number> {
  if (!segmentsOf) throw new Error("billedSegments() needs the option `segmentsOf`.");
  const times = new Map<string, number>();
  for (const { body } of billed) {
    for (const text of segmentsOf(body)) times.set(text, (times.get(text) ?? 0) + 1);
  }
  return times;
}
