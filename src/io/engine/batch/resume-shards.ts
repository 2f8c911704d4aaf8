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
  for (const { step, shard } of room.journal.live()) {
    if (!NOTHING_RAN.has(step)) continue;
    const { input } = shardPaths(room.settings.directory, shard.name);
    if (await isShardFileWhole(input, shard)) continue;
    const reason = "its file is not whole";
    await releaseShard(room, { kind: "superseded", name: shard.name, reason });
  }
}

const NOTHING_RAN: ReadonlySet<ShardState["step"]> = new Set(["planned", "uploading", "uploaded"]);
