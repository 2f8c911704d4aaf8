import { UserError, type UserErrorCode } from "../../../core/errors.ts";
import type { Lot } from "../../ports.ts";
import { bringHome } from "./bring-home.ts";
import type { Created, Ended } from "./fold-journal.ts";
import { joinAnswers } from "./join-answers.ts";
import { releaseShard } from "./release-shard.ts";
import { resumeShards } from "./resume-shards.ts";
import type { Room } from "./room.ts";
import type { BatchSettings } from "./settings.ts";
import { createWatch } from "./watch-batch.ts";

/**
 * Looks at every batch in turn and hands each one over as soon as it has ended. What a person must see to about one
 * batch is told at the end, after all others have been delivered.
 */
export async function* collectLots(room: Room): AsyncGenerator<Lot, void, undefined> {
  const failures: unknown[] = [];
  await room.inTurn(() => resumeShards(room)).catch((error) => failures.push(error));
  greetInherited(room);
  const done = new Set<string>();
  const watch = createWatch(room);
  for (let round = 0; owed(room, done).length > 0; round += 1) {
    if (round > 0) await room.clock.wait(pause(room.settings, round));
    for (const state of owed(room, done)) {
      const outcome = await bringHome(room, state, watch).catch(concernsOneBatch);
      if (outcome === "under way") continue;
      done.add(state.shard.name);
      if (outcome instanceof UserError) failures.push(outcome);
      else yield lotOf(room, outcome);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Batches at the provider, without those that this collection has delivered or given up. */
function owed({ journal }: Room, done: ReadonlySet<string>): readonly (Created | Ended)[] {
  return journal
    .live()
    .filter((state) => "batchId" in state)
    .filter(({ shard }) => !done.has(shard.name));
}

function greetInherited({ journal, inherited, emit }: Room): void {
  for (const state of journal.live()) {
    if (!inherited.delete(state.shard.name) || !("batchId" in state)) continue;
    emit({ kind: "batch-resumed", batch: state.batchId, requests: state.shard.requests });
  }
}

/** Grows from round to round; the jitter keeps many sites from asking in the same second. */
function pause({ poll }: BatchSettings, round: number): number {
  const ms = Math.min(poll.maxMs, poll.firstMs * 1.5 ** (round - 1));
  return Math.round(ms * (0.8 + 0.2 * Math.random()));
}

function concernsOneBatch(error: unknown): UserError {
  if (error instanceof UserError && ABOUT_ONE_BATCH.has(error.code)) return error;
  throw error;
}

const ABOUT_ONE_BATCH: ReadonlySet<UserErrorCode> = new Set([
  "batch-refused",
  "batch-unknown",
  "batch-input-lost",
  "results-gone",
]);

function lotOf(room: Room, state: Ended): Lot {
  const { name } = state.shard;
  return {
    answers: { [Symbol.asyncIterator]: () => joinAnswers(room, state) },
    settle: () => releaseShard(room, { kind: "settled", name }),
  };
}
