import { isTerminal, type TerminalStatus } from "./batch-status.ts";
import { isForeignId } from "./foreign-id.ts";
import { isRecord } from "./is-record.ts";
import { isShardName, type Shard } from "./shard.ts";

/** What happened, or is about to happen, to one Shard. Every line of the Journal is one of these. */
export type JournalEntry =
  | ({ readonly kind: "planned" } & Shard)
  | { readonly kind: "upload-intent"; readonly name: string }
  | { readonly kind: "uploaded"; readonly name: string; readonly fileId: string }
  /** From here until `created` or `not-created` it is unknown whether the provider has a batch. */
  | { readonly kind: "create-intent"; readonly name: string }
  | { readonly kind: "not-created"; readonly name: string; readonly reason: string }
  | { readonly kind: "created"; readonly name: string; readonly batchId: string }
  | ({ readonly kind: "terminal"; readonly name: string } & BatchEnd)
  | { readonly kind: "saved"; readonly name: string }
  | { readonly kind: "settled"; readonly name: string }
  /** The provider refused it as a whole: nothing ran. */
  | { readonly kind: "rejected"; readonly name: string; readonly reason: string }
  /** Given up here before anything could have run. */
  | { readonly kind: "superseded"; readonly name: string; readonly reason: string };

/** How a batch ended, and where its results are. */
export interface BatchEnd {
  readonly status: TerminalStatus;
  readonly outputFileId: string | null;
  readonly errorFileId: string | null;
  /** Lines that the output file should hold at least, where the provider counted. */
  readonly completed: number;
}

export type JournalRecord = JournalEntry & {
  /** Milliseconds since the epoch. */
  readonly at: number;
};

/** `undefined` where the value is no record of this Journal. */
export function readJournalRecord(value: unknown): JournalRecord | undefined {
  return isJournalRecord(value) ? value : undefined;
}

function isJournalRecord(value: unknown): value is JournalRecord {
  if (!isRecord(value) || !isCount(value["at"]) || !isShardName(value["name"])) return false;
  const kind = value["kind"];
  if (typeof kind !== "string" || !Object.hasOwn(FIELDS, kind)) return false;
  const fields = FIELDS[kind as JournalEntry["kind"]];
  return Object.entries(fields).every(([field, isValid]) => isValid(value[field]));
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isNullOrId: Check = (value) => value === null || isForeignId(value);

/** What each kind holds besides `kind`, `name` and `at`. */
const FIELDS: Readonly<Record<JournalEntry["kind"], Readonly<Record<string, Check>>>> = {
  planned: { model: isText, requests: isCount, bytes: isCount, sha256: isText },
  "upload-intent": {},
  uploaded: { fileId: isForeignId },
  "create-intent": {},
  "not-created": { reason: isText },
  created: { batchId: isForeignId },
  terminal: {
    status: (value) => typeof value === "string" && isTerminal(value),
    outputFileId: isNullOrId,
    errorFileId: isNullOrId,
    completed: isCount,
  },
  saved: {},
  settled: {},
  rejected: { reason: isText },
  superseded: { reason: isText },
};
