import type { BatchEnd, JournalKind, JournalRecord } from "./journal-record.ts";
import type { Shard } from "./shard.ts";

/** How far a Shard has come. Each step knows exactly what the steps before it learned. */
export type ShardState = Unsent | Uploaded | Creating | Created | Ended;

export interface Unsent {
  readonly step: "planned" | "uploading";
  readonly shard: Shard;
}

export interface Uploaded {
  readonly step: "uploaded";
  readonly shard: Shard;
  readonly fileId: string;
  readonly returned?: Returned;
}

/** Batches over the same file that ran nothing, because there was no room for them. Absent: none was ever tried. */
type Returned = readonly string[];

/** The provider may or may not have a batch over this file. */
export interface Creating {
  readonly step: "creating";
  readonly shard: Shard;
  readonly fileId: string;
  /** Milliseconds since the epoch: no batch over this file is older, but those returned. */
  readonly since: number;
  readonly returned?: Returned;
}

export interface Created {
  readonly step: "created";
  readonly shard: Shard;
  readonly fileId: string;
  readonly batchId: string;
  readonly returned?: Returned;
  /** Sent by another run, which may have collected it already. */
  readonly isFound?: true;
  /** It had ended when it was found: paid for in another run, and mostly dealt with there. */
  readonly wasOver?: true;
}

export interface Ended {
  /** `saved`: the results are on this disk. */
  readonly step: "ended" | "saved";
  readonly shard: Shard;
  readonly fileId: string;
  readonly batchId: string;
  readonly isFound?: true;
  readonly wasOver?: true;
  readonly end: BatchEnd;
}

export interface JournalState {
  /** Shards that are still owed, in the order they were planned. */
  readonly live: ReadonlyMap<string, ShardState>;
  /** Shards that are over; their files may still lie about after a crash. */
  readonly gone: ReadonlySet<string>;
}

export const EMPTY_JOURNAL: JournalState = { live: new Map(), gone: new Set() };

/** The state after one more record; `undefined` where the record cannot follow. */
export function foldJournal(state: JournalState, record: JournalRecord): JournalState | undefined {
  if (state.gone.has(record.name)) return undefined;
  const next = follow(state.live.get(record.name), record);
  if (!next) return undefined;
  const live = new Map(state.live);
  if (next !== "gone") return { ...state, live: live.set(record.name, next) };
  live.delete(record.name);
  return { live, gone: new Set([...state.gone, record.name]) };
}

/** `false` or `undefined`: impossible. */
type Next = ShardState | "gone" | false | undefined;

function follow<Kind extends JournalKind>(
  state: ShardState | undefined,
  record: JournalRecord<Kind>,
): Next {
  const rule: Rule<Kind> = RULES[record.kind];
  return rule(state, record);
}

type Rule<Kind extends JournalKind> = (
  state: ShardState | undefined,
  record: JournalRecord<Kind>,
) => Next;

/** For each kind of record: what it may follow, and what is known after it. */
const RULES: { readonly [Kind in JournalKind]: Rule<Kind> } = {
  planned: (state, record) => (state ? undefined : { step: "planned", shard: shardIn(record) }),
  "upload-intent": (state) => isUnsent(state) && { step: "uploading", shard: state.shard },
  uploaded: (state, { fileId }) =>
    state?.step === "uploading" && { step: "uploaded", shard: state.shard, fileId },
  "create-intent": (state, { at }) =>
    state?.step === "uploaded" && { ...state, step: "creating", since: at },
  "not-created": (state) => state?.step === "creating" && uploaded(state, state.returned ?? []),
  created: (state, { batchId }) =>
    state?.step === "creating" && {
      ...uploaded(state, state.returned),
      step: "created",
      batchId,
    },
  found: (state, record) => {
    const { fileId, batchId, wasOver } = record;
    if (state) return undefined;
    const found = { step: "created", shard: shardIn(record), fileId, batchId } as const;
    return { ...found, isFound: true, ...(wasOver && { wasOver }) };
  },
  returned: (state) =>
    state?.step === "created" && uploaded(state, [...(state.returned ?? []), state.batchId]),
  terminal: (state, { status, outputFileId, errorFileId, completed }) =>
    state?.step === "created" && {
      ...state,
      step: "ended",
      end: { status, outputFileId, errorFileId, completed },
    },
  // Saved twice where the first copy was lost from this disk.
  saved: (state) => hasEnded(state) && { ...state, step: "saved" },
  settled: (state) => state?.step === "saved" && "gone",
  // Results exist once it has ended: then it can only be settled.
  rejected: (state) => state !== undefined && !hasEnded(state) && "gone",
  // Once creation was tried, something may run.
  superseded: (state) => state !== undefined && hasRunNothing(state) && "gone",
  abandoned: (state) => state !== undefined && "gone",
};

function uploaded(
  { shard, fileId }: Pick<Uploaded, "shard" | "fileId">,
  returned: Returned | undefined,
): Uploaded {
  return { step: "uploaded", shard, fileId, ...(returned && { returned }) };
}

function shardIn({ name, model, combination, tokens, requests, bytes, sha256 }: Shard): Shard {
  return { name, model, combination, tokens, requests, bytes, sha256 };
}

/** Whether nothing of it can have run, nor will unless it is sent on. */
export function hasRunNothing(state: ShardState): state is Unsent | Uploaded {
  return isUnsent(state) || state.step === "uploaded";
}

function isUnsent(state: ShardState | undefined): state is Unsent {
  return state?.step === "planned" || state?.step === "uploading";
}

function hasEnded(state: ShardState | undefined): state is Ended {
  return state?.step === "ended" || state?.step === "saved";
}
