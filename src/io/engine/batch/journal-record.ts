import { isRecord } from "../../../core/foreign/record.ts";
import { isForeignId } from "../foreign-json.ts";
import { isTerminal, type TerminalStatus } from "./batch-status.ts";
import { isShardName, type Shard } from "./shard.ts";

/** What is written about one Shard, by kind: what happened, or is about to happen. */
interface Facts {
  readonly planned: Shard;
  readonly "upload-intent": object;
  readonly uploaded: { readonly fileId: string };
  /** From here until `created` or `not-created` it is unknown whether the provider has a batch. */
  readonly "create-intent": object;
  readonly "not-created": Reason;
  readonly created: { readonly batchId: string };
  /** A batch that another run sent, of which this Journal knew nothing. */
  readonly found: Shard & {
    readonly fileId: string;
    readonly batchId: string;
    /** It had ended by then. */
    readonly wasOver?: boolean;
  };
  /** The provider had no room for it: nothing ran, and the same file can be tried again. */
  readonly returned: Reason;
  readonly terminal: BatchEnd;
  readonly saved: object;
  readonly settled: object;
  /** The provider refused it as a whole: nothing ran. */
  readonly rejected: Reason;
  /** Given up here before anything could have run. */
  readonly superseded: Reason;
  /** Given up by a person although something may have run. */
  readonly abandoned: Reason;
}

interface Reason {
  readonly reason: string;
}

/** How a batch ended, and where its results are. */
export interface BatchEnd {
  readonly status: TerminalStatus;
  readonly outputFileId: string | null;
  readonly errorFileId: string | null;
  /** Lines that the output file should hold at least, where the provider counted. */
  readonly completed: number;
}

export type JournalKind = keyof Facts;

/** `name` is the Shard's. */
export type JournalEntry<Kind extends JournalKind = JournalKind> = {
  [One in Kind]: { readonly kind: One; readonly name: string } & Facts[One];
}[Kind];

/** One line of the Journal. */
export type JournalRecord<Kind extends JournalKind = JournalKind> = JournalEntry<Kind> & {
  /** Milliseconds since the epoch. */
  readonly at: number;
};

/** Whether a value is a record of this Journal. */
export function isJournalRecord(value: unknown): value is JournalRecord {
  if (!isRecord(value)) return false;
  const { kind, name, at } = value;
  if (typeof kind !== "string" || !isShardName(name) || !isCount(at)) return false;
  const checks = CHECKS.get(kind);
  return checks?.every(([field, isValid]) => isValid(value[field])) ?? false;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isNullOrId: Check = (value) => value === null || isForeignId(value);
const isMaybeFlag: Check = (value) => value === undefined || typeof value === "boolean";
const isEnd: Check = (value) => typeof value === "string" && isTerminal(value);

const SHARD = {
  model: isText,
  combination: isText,
  tokens: isCount,
  requests: isCount,
  bytes: isCount,
  sha256: isText,
};

/** What each kind holds besides `kind`, `name` and `at`. */
const FIELDS: Readonly<Record<JournalKind, Readonly<Record<string, Check>>>> = {
  planned: SHARD,
  "upload-intent": {},
  uploaded: { fileId: isForeignId },
  "create-intent": {},
  "not-created": { reason: isText },
  created: { batchId: isForeignId },
  found: { ...SHARD, fileId: isForeignId, batchId: isForeignId, wasOver: isMaybeFlag },
  returned: { reason: isText },
  terminal: {
    status: isEnd,
    outputFileId: isNullOrId,
    errorFileId: isNullOrId,
    completed: isCount,
  },
  saved: {},
  settled: {},
  rejected: { reason: isText },
  superseded: { reason: isText },
  abandoned: { reason: isText },
};

const CHECKS: ReadonlyMap<string, readonly [string, Check][]> = new Map(
  Object.entries(FIELDS).map(([kind, fields]) => [kind, Object.entries(fields)]),
);
