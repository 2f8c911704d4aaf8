import { requireKey } from "../connect.ts";
import { explainTrouble, ProviderTrouble, verdictOn } from "../provider-trouble.ts";
import { findBatch, findSuccessor, isKnown } from "./find-batch.ts";
import type { Creating, Unsent, Uploaded } from "./fold-journal.ts";
import { concernsOneBatch, giveUp } from "./give-up.ts";
import { IMPATIENT, persist, waitOut } from "./persist.ts";
import type { BatchOrder } from "./provider.ts";
import type { BatchView } from "./read-batch.ts";
import { releaseShard } from "./release-shard.ts";
import type { Room } from "./room.ts";
import { type Shard, shardPaths } from "./shard.ts";
import { hasRoomFor } from "./token-budget.ts";

/** Marks a batch as made by this tool. */
export const TOOL = "docusaurus-plugin-translate-llm";

/** So many creates may come to nothing in one run. */
const CREATE_TRIES = 4;
const RATE_LIMIT_WAIT_MS = 15_000;

/** Between looks into the provider's list: it may show a new batch late. Nothing is created again before the last. */
const LOOK_WAITS_MS = [0, 15_000, 30_000, 60_000, 120_000];

/** Whether the provider should take one more batch now. */
export function mayCreate(room: Room, shard: Shard): boolean {
  return room.pace.mayCreate(shard.model) && hasRoomFor(room, shard);
}

/** Takes a Shard from wherever the Journal has it to a batch at the provider, or as near as may be now. */
export async function submitShard(room: Room, name: string): Promise<void> {
  requireKey(room.settings);
  let creates = 0;
  for (;;) {
    const state = room.journal.find(name);
    switch (state?.step) {
      case "planned":
      case "uploading":
        await upload(room, state);
        break;
      case "uploaded":
        if (!mayCreate(room, state.shard)) return;
        if (await isCreatedElsewhere(room, state)) break;
        creates += 1;
        await create(room, state, creates === CREATE_TRIES);
        break;
      case "creating":
        await reconcile(room, state);
        break;
      default:
        return;
    }
  }
}

/** Uploading twice costs nothing, so it is simply tried again. */
async function upload(room: Room, { shard }: Unsent): Promise<void> {
  const { journal, provider, settings, emit } = room;
  const { name, requests, bytes } = shard;
  const path = shardPaths(settings.directory, name).input;
  await journal.append({ kind: "upload-intent", name });
  const fileId = await persist(
    room,
    async () => {
      const answer = await provider.upload(path, `${name}.jsonl`).catch(keepTrouble);
      if (!(answer instanceof ProviderTrouble)) return answer;
      if (verdictOn(answer) === "refused") await reject(room, name, answer);
      throw answer;
    },
    IMPATIENT,
  );
  await journal.append({ kind: "uploaded", name, fileId });
  emit({ kind: "batch-uploaded", file: fileId, requests, bytes });
}

/** Others that know the file may have created the batch again since it found no room. */
async function isCreatedElsewhere(room: Room, state: Uploaded): Promise<boolean> {
  const { returned = [], shard } = state;
  const { name } = shard;
  const found = returned.length > 0 ? await findSuccessor(room, state) : undefined;
  if (!found) return false;
  if (isKnown(room, found)) {
    const reason = "its batch was found by itself";
    await releaseShard(room, { kind: "superseded", name, reason });
  } else {
    await room.journal.append({ kind: "create-intent", name });
    await resume(room, shard, found);
  }
  return true;
}

/** Exactly one POST. Where its outcome stays unknown, it does so in the Journal too: the Shard is left `creating`. */
async function create(room: Room, state: Uploaded, isLastTry: boolean): Promise<void> {
  const { journal, provider, emit } = room;
  const { name, requests } = state.shard;
  await journal.append({ kind: "create-intent", name });
  room.pace.created();
  const answer = await provider.create(orderFor(room, state)).catch(keepTrouble);
  if (answer instanceof ProviderTrouble) {
    return creationFailed(room, name, { trouble: answer, isLastTry });
  }
  await journal.append({ kind: "created", name, batchId: answer.id });
  emit({ kind: "batch-created", batch: answer.id, requests });
}

interface FailedCreation {
  readonly trouble: ProviderTrouble;
  readonly isLastTry: boolean;
}

async function creationFailed(room: Room, name: string, failed: FailedCreation): Promise<void> {
  const { trouble, isLastTry } = failed;
  const verdict = lacksFile(trouble) ? "busy" : verdictOn(trouble);
  if (verdict === "refused" || (verdict === "busy" && isLastTry)) await reject(room, name, trouble);
  if (verdict === "refused" || isLastTry) throw explainTrouble(room.settings, trouble);
  if (verdict === "unknown") return;
  await room.journal.append({ kind: "not-created", name, reason: trouble.details.reason });
  await waitOut(room, trouble, RATE_LIMIT_WAIT_MS);
}

/** Some providers know a file only a little after they have taken it. */
function lacksFile({ details: { status, reason } }: ProviderTrouble): boolean {
  return (
    (status === 400 || status === 404) &&
    /no such file|file.* not (found|ready|processed)/i.test(reason)
  );
}

/** Nothing ran, so the requests are free to be planned anew. */
function reject(room: Room, name: string, { details }: ProviderTrouble): Promise<void> {
  return releaseShard(room, { kind: "rejected", name, reason: details.reason });
}

/**
 * Adopts the batch that an earlier create made, or makes sure that it made none. What an earlier run would have sent
 * is asked for anew where it is still needed.
 */
async function reconcile(room: Room, state: Creating): Promise<void> {
  const { name } = state.shard;
  const found = await lookRepeatedly(room, state).catch((error) => giveUpOr(room, name, error));
  if (found === "given up") return;
  const isInherited = room.inherited.delete(name);
  if (found) return resume(room, state.shard, found);
  const reason = "not in the provider's list";
  await room.journal.append({ kind: "not-created", name, reason });
  if (isInherited) await releaseShard(room, { kind: "superseded", name, reason });
}

async function resume(room: Room, { name, requests }: Shard, { id }: BatchView): Promise<void> {
  await room.journal.append({ kind: "created", name, batchId: id });
  room.emit({ kind: "batch-resumed", batch: id, requests });
}

async function giveUpOr(room: Room, name: string, error: unknown): Promise<"given up"> {
  if (concernsOneBatch(error) && (await giveUp(room, name, error))) return "given up";
  throw error;
}

async function lookRepeatedly(room: Room, state: Creating): Promise<BatchView | undefined> {
  for (const waitMs of LOOK_WAITS_MS) {
    if (waitMs > 0) {
      const warning = { kind: "retrying", what: "list batches", reason: LATE, waitMs } as const;
      room.emit({ kind: "warning", warning });
      await room.clock.wait(waitMs);
    }
    const found = await findBatch(room, state);
    if (found) return found;
  }
  return undefined;
}

const LATE = "a batch whose creation was cut off is not listed yet";

/** Under the same key, a provider would answer with the batch that it had no room for. */
function orderFor({ settings }: Room, { shard, fileId, returned = [] }: Uploaded): BatchOrder {
  const { name, sha256 } = shard;
  const metadata = { tool: TOOL, site: settings.siteId, shard: name, sha256 };
  const idempotencyKey = returned.length === 0 ? name : `${name}-${returned.length}`;
  return { fileId, metadata, idempotencyKey };
}

function keepTrouble(error: unknown): ProviderTrouble {
  if (error instanceof ProviderTrouble) return error;
  throw error;
}
