import type { UserErrorCode } from "../../../core/errors.ts";
import type { Collection, Lot } from "../../ports.ts";
import { bringHome } from "./bring-home.ts";
import { narrowDown } from "./broken-batch.ts";
import { countOutcome, judge, NO_OUTCOME } from "./canary.ts";
import type { Created, Ended } from "./fold-journal.ts";
import { concernsOneBatch, giveUp } from "./give-up.ts";
import { joinAnswers } from "./join-answers.ts";
import { releaseShard } from "./release-shard.ts";
import type { Room } from "./room.ts";
import { isHolding, sendOn } from "./send-on.ts";
import type { BatchSettings } from "./settings.ts";
import { tariffOf } from "./tariff-of.ts";
import { createWatch, type Watch } from "./watch-batch.ts";

/**
 * Looks at every batch in turn and hands each one over as soon as it has ended; sends on what waits as soon as it may
 * go. What a person must see to is told at the end, after all that can be delivered has been.
 */
export async function* collectLots(
  room: Room,
  { wait }: Collection = { wait: true },
): AsyncGenerator<Lot, void, undefined> {
  const looks = wait ? Number.POSITIVE_INFINITY : SHORT_LOOKS;
  const work: Work = { room, done: new Set(), watch: createWatch(room), failures: [] };
  await goOn(work);
  greetInherited(room);
  const mayLook = (quiet: number) => quiet < looks || room.patience.isTried();
  for (let quiet = 0; mayLook(quiet) && isUnfinished(work); quiet += 1) {
    if (quiet > 0) await room.clock.wait(pause(room.settings, quiet));
    for (const state of owed(work)) {
      const lot = await lookAt(work, state);
      if (!lot) continue;
      quiet = 0;
      yield lot;
    }
    await goOn(work);
  }
  if (work.failures.length > 0) throw work.failures[0];
}

/** Without waiting. Only what should be there and is not is looked for a few minutes all the same. */
const SHORT_LOOKS = 3;

interface Work {
  readonly room: Room;
  /** Shards that this collection has delivered or given up. */
  readonly done: Set<string>;
  readonly watch: Watch;
  readonly failures: unknown[];
  /** Nothing more is sent; what was sent is still collected. */
  isStopped?: boolean;
}

async function goOn(work: Work): Promise<void> {
  if (work.isStopped) return;
  await work.room.inTurn(() => sendOn(work.room)).catch((error) => stop(work, error));
}

function stop(work: Work, error: unknown): void {
  work.isStopped = true;
  work.failures.push(error);
  work.room.waiting.clear();
}

async function lookAt(work: Work, state: Created | Ended): Promise<Lot | undefined> {
  const { room, done, watch, failures } = work;
  const { name } = state.shard;
  try {
    const home = await bringHome(room, state, watch);
    if (home === "under way") return undefined;
    done.add(name);
    return lotOf(work, home);
  } catch (error) {
    const trouble = await narrowDown(room, state.batchId, error);
    if (!concernsOneBatch(trouble)) throw trouble;
    done.add(name);
    if (!(await giveUp(room, name, trouble))) failures.push(trouble);
    else if (STILL_LISTED.has(trouble.code)) await room.notes.add({ over: [state.batchId] });
    return undefined;
  }
}

/** The list would lead back to what a person has given up. */
const STILL_LISTED: ReadonlySet<UserErrorCode> = new Set(["batch-broken", "results-gone"]);

/** A lot that was not settled keeps its place: what waits for that would wait for ever. */
function isUnfinished(work: Work): boolean {
  const { room, done, isStopped } = work;
  if (owed(work).length > 0) return true;
  const isUnsettled = room.journal.live().some(({ shard }) => done.has(shard.name));
  return !isStopped && !isUnsettled && isHolding(room);
}

/** Batches at the provider that this collection has not dealt with. */
function owed({ room, done }: Work): readonly (Created | Ended)[] {
  return room.journal
    .live()
    .filter((state) => "batchId" in state)
    .filter(({ shard }) => !done.has(shard.name));
}

function greetInherited({ journal, inherited, emit }: Room): void {
  for (const state of journal.live()) {
    if (!("batchId" in state) || !inherited.delete(state.shard.name)) continue;
    emit({ kind: "batch-resumed", batch: state.batchId, requests: state.shard.requests });
  }
}

/** Grows while nothing comes; the jitter keeps many sites from asking in the same second. */
function pause({ poll }: BatchSettings, quiet: number): number {
  const ms = Math.min(poll.maxMs, poll.firstMs * 1.5 ** (quiet - 1));
  return Math.round(ms * (0.8 + 0.2 * Math.random()));
}

function lotOf(work: Work, state: Ended): Lot {
  const { room } = work;
  const { shard, batchId } = state;
  let outcome = NO_OUTCOME;
  return {
    tariff: tariffOf(state),
    answers: {
      [Symbol.asyncIterator]: async function* () {
        outcome = NO_OUTCOME;
        for await (const answer of joinAnswers(room, state)) {
          outcome = countOutcome(outcome, answer);
          yield answer;
        }
      },
    },
    settle: async (checked) => {
      if (!room.journal.find(shard.name)) return;
      const failure = await judge(room, state, { outcome, checked });
      await room.notes.add({ over: [batchId] });
      await releaseShard(room, { kind: "settled", name: shard.name });
      if (failure) stop(work, failure);
    },
  };
}
