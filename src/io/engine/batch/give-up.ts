import { UserError, type UserErrorCode } from "../../../core/errors.ts";
import { releaseShard } from "./release-shard.ts";
import type { Room } from "./room.ts";

/** What a person must see to about one batch; all others go on. */
export function concernsOneBatch(error: unknown): error is UserError {
  return error instanceof UserError && ABOUT_ONE_BATCH.has(error.code);
}

const ABOUT_ONE_BATCH: ReadonlySet<UserErrorCode> = new Set([
  "batch-refused",
  "batch-uncertain",
  "batch-unknown",
  "batch-input-lost",
  "results-gone",
  "batch-broken",
]);

/**
 * Gives a Shard up where a person said that doubtful ones are to be sent again; `false` where nobody did. Should its
 * batch turn up later, the whole list will be looked through, and its results are used all the same.
 */
export async function giveUp(room: Room, name: string, error: UserError): Promise<boolean> {
  const mayGiveUp = room.settings.resubmit && concernsOneBatch(error);
  if (!mayGiveUp || error.code === "batch-refused") return false;
  await room.notes.add({ reconciledAt: null });
  await releaseShard(room, { kind: "abandoned", name, reason: error.code });
  room.emit({ kind: "warning", warning: { kind: "given-up", reason: error.message } });
  return true;
}
