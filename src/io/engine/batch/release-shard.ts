import type { JournalEntry } from "./journal-record.ts";
import type { Room } from "./room.ts";
import { removeShardFiles } from "./shard-file.ts";

/** Ends a Shard: says so in the Journal first, then removes what is left of it. */
export async function releaseShard(
  { journal, settings }: Room,
  entry: JournalEntry<"settled" | "rejected" | "superseded" | "abandoned">,
): Promise<void> {
  if (!journal.find(entry.name)) return;
  await journal.append(entry);
  await removeShardFiles(settings.directory, entry.name);
  await journal.compact();
}
