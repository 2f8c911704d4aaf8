import { hasRunNothing, type Unsent, type Uploaded } from "./fold-journal.ts";
import { releaseShard } from "./release-shard.ts";
import type { Room } from "./room.ts";
import { submitShard } from "./submit-shard.ts";

/** Takes up what is half submitted. */
export async function resumeShards(room: Room): Promise<void> {
  for (const { shard } of room.journal.live()) await submitShard(room, shard.name);
}

/**
 * Gives up every Shard of which nothing can have run. What its pages still need is planned anew, under the ceiling of
 * the run that does so.
 */
export async function dropHalfSent(room: Room): Promise<void> {
  for (const state of room.journal.live()) if (hasRunNothing(state)) await drop(room, state);
}

async function drop(room: Room, state: Unsent | Uploaded): Promise<void> {
  // Once a batch was tried over the file, another machine may need it.
  const isOursAlone = state.step === "uploaded" && state.returned === undefined;
  if (isOursAlone) await room.provider.remove(state.fileId).catch(() => undefined);
  const reason = "it was not sent to its end";
  await releaseShard(room, { kind: "superseded", name: state.shard.name, reason });
}
