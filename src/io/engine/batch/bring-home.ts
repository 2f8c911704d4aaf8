import { UserError } from "../../../core/errors.ts";
import { isOnDisk } from "../disk.ts";
import { plainLine } from "../plain-line.ts";
import { isTerminal } from "./batch-status.ts";
import type { Created, Ended } from "./fold-journal.ts";
import { holdBack } from "./hold-back.ts";
import type { BatchEnd } from "./journal-record.ts";
import type { BatchView } from "./read-batch.ts";
import { releaseShard } from "./release-shard.ts";
import type { Room } from "./room.ts";
import { resultPaths, saveResults } from "./save-results.ts";
import { ensureShardFile } from "./shard-requests.ts";
import { lackedRoom } from "./token-budget.ts";
import type { Watch } from "./watch-batch.ts";

/** Takes a batch from wherever the Journal has it to results on this disk, unless it is still under way. */
export async function bringHome(
  room: Room,
  state: Created | Ended,
  watch: Watch,
): Promise<Ended | "under way"> {
  const ended = state.step === "created" ? await awaitEnd(room, state, watch) : state;
  if (ended === "under way") return ended;
  await ensureShardFile(room, ended);
  const isHere = ended.step === "saved" && (await hasResults(room, ended));
  if (!isHere && (await saveResults(room, ended)) === "late") return "under way";
  return { ...ended, step: "saved" };
}

async function awaitEnd(room: Room, state: Created, watch: Watch): Promise<Ended | "under way"> {
  const view = await watch(state);
  if (view === "under way") return view;
  if (ranNothing(view) && lackedRoom(view)) {
    await room.inTurn(() => holdBack(room, state, view));
    return "under way";
  }
  if (ranNothing(view)) return refuse(room, state, view);
  room.pace.calm(state.shard.model);
  const end = endOf(view);
  await room.journal.append({ kind: "terminal", name: state.shard.name, ...end });
  return { ...state, step: "ended", end };
}

/** It failed as a whole, mostly in validation: there is no result, and nothing to pay. */
function ranNothing({ status, outputFileId, errorFileId, counts }: BatchView): boolean {
  const isEmpty = outputFileId === null && errorFileId === null && counts.completed === 0;
  return status === "failed" && isEmpty;
}

async function refuse(room: Room, { shard, batchId }: Created, view: BatchView): Promise<never> {
  const { baseURL, apiKey } = room.settings;
  const reason = plainLine(view.reason ?? "no reason given", apiKey);
  await releaseShard(room, { kind: "rejected", name: shard.name, reason });
  throw new UserError("batch-refused", { baseURL, batch: batchId, reason });
}

function endOf({ status, outputFileId, errorFileId, counts }: BatchView): BatchEnd {
  if (!isTerminal(status)) throw new Error(`A batch cannot end as "${status}".`);
  return { status, outputFileId, errorFileId, completed: counts.completed };
}

async function hasResults(room: Room, state: Ended): Promise<boolean> {
  for (const path of resultPaths(room.settings.directory, state)) {
    if (!(await isOnDisk(path))) return false;
  }
  return true;
}
