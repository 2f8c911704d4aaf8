import { ProviderTrouble } from "../provider-trouble.ts";
import { PATIENT, persist } from "./persist.ts";
import type { BatchPage } from "./provider.ts";
import type { BatchView } from "./read-batch.ts";
import type { Room } from "./room.ts";

/** The provider's clock and ours may differ by so much. */
const CLOCK_MARGIN_MS = 10 * 60_000;
const MAX_PAGES = 200;

/** The provider has no list of batches, or none that ends. */
export class NoList extends Error {
  override readonly name = "NoList";
}

/** It has entries of which nobody can tell anything. All others were read. */
export class ListGaps extends NoList {}

/** The provider's batches, page by page, newest first, back to a time. Throws `NoList`, of which `ListGaps` comes last. */
export async function* listBatches(
  room: Room,
  since: number,
  tries: number = PATIENT,
): AsyncGenerator<readonly BatchView[], void, undefined> {
  let after: string | undefined;
  let gaps = 0;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { batches, unreadable, next } = await listPage(room, { after, tries });
    yield batches;
    gaps += unreadable;
    if (next === undefined || isPast(batches, since)) return checkGaps(room, gaps);
    after = next;
  }
  throw new NoList("The list has no end.");
}

function checkGaps({ emit }: Room, gaps: number): void {
  if (gaps === 0) return;
  emit({ kind: "warning", warning: { kind: "list-unreadable", entries: gaps } });
  throw new ListGaps("Some entries cannot be read.");
}

/** Whether all further pages are older. A list that runs the other way is read to its end. */
function isPast(batches: readonly BatchView[], since: number): boolean {
  const newest = batches[0]?.createdAt;
  const oldest = batches.at(-1)?.createdAt;
  if (newest === undefined || oldest === undefined || newest < oldest) return false;
  return oldest < since - CLOCK_MARGIN_MS;
}

interface Turning {
  readonly after: string | undefined;
  readonly tries: number;
}

function listPage(room: Room, { after, tries }: Turning): Promise<BatchPage> {
  const look = async (): Promise<BatchPage> => {
    try {
      return await room.provider.list(after);
    } catch (error) {
      const cannot = error instanceof ProviderTrouble && CANNOT_LIST.has(error.details.status);
      throw cannot ? new NoList("The provider has no list.") : error;
    }
  };
  return persist(room, look, tries);
}

/** Answers of providers without a list of batches. */
const CANNOT_LIST: ReadonlySet<number | undefined> = new Set([400, 404, 405, 410, 501]);
