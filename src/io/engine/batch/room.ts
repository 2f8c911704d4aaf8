import { join } from "node:path";
import { refuseLinks } from "../../disk/refuse-links.ts";
import { lockFolder } from "./lock-folder.ts";
import type { Journal } from "./open-journal.ts";
import { openJournal } from "./open-journal.ts";
import { createProvider, type Provider } from "./provider.ts";
import type { BatchDeps, BatchSettings } from "./settings.ts";
import { removeShardFiles } from "./shard-file.ts";
import { createTurns, type Turns } from "./turns.ts";

/** Everything that the work on batches needs, in one hand. */
export interface Room extends BatchDeps {
  readonly settings: BatchSettings;
  readonly provider: Provider;
  readonly journal: Journal;
  /** Shards whose batches an earlier run created, and that have not been mentioned yet. */
  readonly inherited: Set<string>;
  /** One submitter at a time: two would send the same Shard twice. */
  readonly inTurn: Turns;
}

/**
 * Opens the Journal. Who may write keeps all other runs out first, and clears away what a crash left of Shards that
 * are over.
 */
export async function openRoom(settings: BatchSettings, deps: BatchDeps): Promise<Room> {
  const { directory, readOnly } = settings;
  await refuseLinks(directory);
  if (!readOnly) await lockFolder(directory, deps.clock);
  const journal = await openJournal(join(directory, "journal.jsonl"), deps.clock);
  if (!readOnly) await clearAway(directory, journal);
  const batches = journal.live().filter((state) => "batchId" in state);
  const inherited = new Set(batches.map(({ shard }) => shard.name));
  const provider = createProvider(settings);
  return { ...deps, settings, journal, provider, inherited, inTurn: createTurns() };
}

async function clearAway(directory: string, journal: Journal): Promise<void> {
  for (const name of journal.gone()) await removeShardFiles(directory, name);
}
