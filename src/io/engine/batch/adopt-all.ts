import { UserError } from "../../../core/errors.ts";
import { adoptBatch, createOwnIds, NotYet } from "./adopt-batch.ts";
import { isTerminal } from "./batch-status.ts";
import { narrowDown } from "./broken-batch.ts";
import { concernsOneBatch } from "./give-up.ts";
import type { BatchView } from "./read-batch.ts";
import type { Room } from "./room.ts";

/** Between looks at input files that are not there, or not whole. All of them are waited for together. */
const LOOK_WAITS_MS = [0, 30_000, 60_000, 90_000];

/** Takes in all listed batches that can be taken in, before it tells of one that cannot. */
export async function adoptAll(room: Room, listed: readonly BatchView[]): Promise<void> {
  const round: Round = { room, own: createOwnIds(room), failures: [] };
  // Pages may overlap.
  let late: readonly BatchView[] = [...new Map(listed.map((batch) => [batch.id, batch])).values()];
  for (const waitMs of LOOK_WAITS_MS) {
    if (late.length > 0) await pause(room, waitMs);
    late = await adoptEach(round, late);
  }
  for (const batch of late) {
    await leaveAlone(room, batch).catch((error: unknown) => round.failures.push(error));
  }
  if (round.failures.length > 0) throw round.failures[0];
}

interface Round {
  readonly room: Room;
  readonly own: ReturnType<typeof createOwnIds>;
  readonly failures: unknown[];
}

/** Returns those that are to be tried again. */
async function adoptEach(
  round: Round,
  batches: readonly BatchView[],
): Promise<readonly BatchView[]> {
  const late: BatchView[] = [];
  for (const batch of batches) {
    if ((await adoptOne(round, batch)) === "late") late.push(batch);
  }
  return late;
}

async function adoptOne(
  { room, own, failures }: Round,
  batch: BatchView,
): Promise<"late" | "done"> {
  try {
    await adoptBatch(room, batch, own);
  } catch (error) {
    if (error instanceof NotYet) return "late";
    const trouble = await narrowDown(room, batch.id, error);
    if (!concernsOneBatch(trouble)) throw trouble;
    if (room.settings.resubmit) await leaveAlone(room, batch);
    else failures.push(trouble);
  }
  return "done";
}

async function pause({ emit, clock }: Room, waitMs: number): Promise<void> {
  if (waitMs === 0) return;
  const what = "return input files";
  const reason = "one is not there, or not whole";
  emit({ kind: "warning", warning: { kind: "retrying", what, reason, waitMs } });
  await clock.wait(waitMs);
}

/**
 * Nobody can tell what it asks for. Of one that has ended, the results are lost to us; one under way would be paid for
 * twice, so a person decides.
 */
async function leaveAlone(room: Room, { id: batch, status }: BatchView): Promise<void> {
  const { settings, notes, emit } = room;
  const { baseURL } = settings;
  const mustStop = !isTerminal(status) && !settings.resubmit;
  if (mustStop) throw new UserError("batch-unreadable", { baseURL, batch });
  await notes.add({ over: [batch] });
  emit({ kind: "warning", warning: { kind: "batch-left", batch } });
}
