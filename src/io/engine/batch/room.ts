import { join } from "node:path";
import type { ChatRequest } from "../../../core/model.ts";
import { refuseLinks } from "../../disk/refuse-links.ts";
import { lockFolder } from "../lock-folder.ts";
import { createTurns, type Turns } from "../turns.ts";
import { type Notes, openNotes } from "./notes.ts";
import type { Journal } from "./open-journal.ts";
import { openJournal } from "./open-journal.ts";
import { createPace, type Pace } from "./pace.ts";
import { createPatience, type Patience } from "./patience.ts";
import { createProvider, type Provider } from "./provider.ts";
import { dropHalfSent } from "./resume-shards.ts";
import type { BatchDeps, BatchSettings } from "./settings.ts";
import { removeShardFiles } from "./shard-file.ts";

/** Everything that the work on batches needs, in one hand. */
export interface Room extends BatchDeps {
  readonly settings: BatchSettings;
  readonly provider: Provider;
  readonly journal: Journal;
  readonly notes: Notes;
  readonly pace: Pace;
  readonly patience: Patience;
  /** Handed over, but in no Shard yet: they wait for room at the provider, or for others to try the way. By id. */
  readonly waiting: Map<string, Waiting>;
  /** Shards of an earlier run that have batches, or may have, and that have not been mentioned yet. */
  readonly inherited: Set<string>;
  /** One submitter at a time: two would send the same Shard twice. */
  readonly inTurn: Turns;
}

interface Waiting {
  readonly request: ChatRequest;
  readonly combination: string;
}

/**
 * Opens the Journal. Who may write keeps all other runs out first, and clears away what an earlier run left of Shards
 * that are over, or that never came to be a batch.
 */
export async function openRoom(settings: BatchSettings, deps: BatchDeps): Promise<Room> {
  const { directory, readOnly } = settings;
  await refuseLinks(directory);
  if (!readOnly) await lockFolder(directory, deps.clock);
  const journal = await openJournal(join(directory, "journal.jsonl"), deps.clock);
  if (!readOnly) await clearAway(directory, journal);
  const room: Room = {
    ...deps,
    settings,
    journal,
    notes: await openNotes(directory, settings, deps.clock),
    patience: createPatience(deps.clock),
    pace: createPace(deps.clock, settings.limits.batchesPerHour),
    provider: createProvider(settings),
    inherited: new Set(),
    waiting: new Map(),
    inTurn: createTurns(),
  };
  if (!readOnly) await dropHalfSent(room);
  for (const { shard } of journal.live()) room.inherited.add(shard.name);
  return room;
}

async function clearAway(directory: string, journal: Journal): Promise<void> {
  for (const name of journal.gone()) await removeShardFiles(directory, name);
}
