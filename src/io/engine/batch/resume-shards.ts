import type { ShardState } from "./fold-journal.ts";
import { releaseShard } from "./release-shard.ts";
import type { Room } from "./room.ts";
import { shardPaths } from "./shard.ts";
import { isShardFileWhole } from "./shard-file.ts";
import { submitShard } from "./submit-shard.ts";

/** Takes up what an earlier run left half submitted. */
export async function resumeShards(room: Room): Promise<void> {
  await dropTornShards(room);
  for (const { shard } of room.journal.live()) await submitShard(room, shard.name);
}

/** Gives up Shards whose file did not survive and of which nothing can have run: their requests are planned anew. */
export async function dropTornShards(room: Room): Promise<void> {
  for (const state of room.journal.live()) {
    if (!(await isTorn(room, state))) continue;
    const reason = "its file is not whole";
    await releaseShard(room, { kind: "superseded", name: state.shard.name, reason });
  }
}

/** Whether a Shard's file did not survive while nothing can have run. */
export async function isTorn(room: Room, { step, shard }: ShardState): Promise<boolean> {
  if (!NOTHING_RAN.has(step)) return false;
  const { input } = shardPaths(room.settings.directory, shard.name);
  return !(await isShardFileWhole(input, shard));
}

const NOTHING_RAN: ReadonlySet<ShardState["step"]> = new Set(["planned", "uploading", "uploaded"]);
