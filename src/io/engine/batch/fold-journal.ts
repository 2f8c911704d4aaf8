import type { BatchEnd, JournalEntry } from "./journal-record.ts";
import type { Shard } from "./shard.ts";

/** How far a Shard has come. Each step knows exactly what the steps before it learned. */
export type ShardState =
  | { readonly step: "planned" | "uploading"; readonly shard: Shard }
  | { readonly step: "uploaded"; readonly shard: Shard; readonly fileId: string }
  | Creating
  | Created
  | Ended;

/** The provider may or may not have a batch over this file. */
export interface Creating {
  readonly step: "creating";
  readonly shard: Shard;
  readonly fileId: string;
  /** Milliseconds since the epoch: no batch over this file is older. */
  readonly since: number;
}

export interface Created {
  readonly step: "created";
  readonly shard: Shard;
  readonly fileId: string;
  readonly batchId: string;
}

export interface Ended {
  /** `saved`: the results are on this disk. */
  readonly step: "ended" | "saved";
  readonly shard: Shard;
  readonly fileId: string;
  readonly batchId: string;
  readonly end: BatchEnd;
}

export interface JournalState {
  /** Shards that are still owed, in the order they were planned. */
  readonly live: ReadonlyMap<string, ShardState>;
  /** Shards that are over; their files may still lie about after a crash. */
  readonly gone: ReadonlySet<string>;
}

export const EMPTY_JOURNAL: JournalState = { live: new Map(), gone: new Set() };

/** The state after one more entry; `undefined` where the entry cannot follow. */
export function foldJournal(
  state: JournalState,
  entry: JournalEntry & { readonly at: number },
): JournalState | undefined {
  const next = follow(state.live.get(entry.name), entry);
  if (!next || (entry.kind === "planned" && state.gone.has(entry.name))) return undefined;
  const live = new Map(state.live);
  if (next !== "gone") return { ...state, live: live.set(entry.name, next) };
  live.delete(entry.name);
  return { live, gone: new Set([...state.gone, entry.name]) };
}

type Next = ShardState | "gone" | undefined;

function follow(state: ShardState | undefined, entry: JournalEntry & { at: number }): Next {
  if (entry.kind === "planned") return state ? undefined : plan(entry);
  if (!state) return undefined;
  const { shard } = state;
  switch (entry.kind) {
    case "upload-intent":
      return isUnsent(state) ? { step: "uploading", shard } : undefined;
    case "uploaded":
      return state.step === "uploading"
        ? { step: "uploaded", shard, fileId: entry.fileId }
        : undefined;
    case "create-intent":
      return state.step === "uploaded"
        ? { step: "creating", shard, fileId: state.fileId, since: entry.at }
        : undefined;
    case "not-created":
      return state.step === "creating"
        ? { step: "uploaded", shard, fileId: state.fileId }
        : undefined;
    case "created":
      return state.step === "creating" ? created(state, entry.batchId) : undefined;
    case "terminal":
      return state.step === "created" ? { ...state, step: "ended", end: endOf(entry) } : undefined;
    case "saved":
      return "end" in state ? { ...state, step: "saved" } : undefined;
    case "settled":
      return state.step === "saved" ? "gone" : undefined;
    case "rejected":
      return "end" in state ? undefined : "gone";
    case "superseded":
      return isUnsent(state) || state.step === "uploaded" ? "gone" : undefined;
  }
}

function plan({ name, model, requests, bytes, sha256 }: Shard): ShardState {
  return { step: "planned", shard: { name, model, requests, bytes, sha256 } };
}

function created({ shard, fileId }: Creating, batchId: string): Created {
  return { step: "created", shard, fileId, batchId };
}

function endOf({ status, outputFileId, errorFileId, completed }: BatchEnd): BatchEnd {
  return { status, outputFileId, errorFileId, completed };
}

function isUnsent({ step }: ShardState): boolean {
  return step === "planned" || step === "uploading";
}
