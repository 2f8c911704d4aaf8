import type { BatchView } from "./read-batch.ts";

/** For how many minutes it has been in its status, where that is longer than it should be. */
export function minutesStuck(
  { status }: Pick<BatchView, "status">,
  ms: number,
): number | undefined {
  const minutes = Math.floor(ms / 60_000);
  return minutes >= (PATIENCE.get(status) ?? UNKNOWN_PATIENCE) ? minutes : undefined;
}

const HOUR = 60;

/** In minutes. Batches have a day to run, and some providers let them run on. */
const PATIENCE: ReadonlyMap<string, number> = new Map([
  ["validating", HOUR / 2],
  ["in_progress", 25 * HOUR],
  ["finalizing", 2 * HOUR],
  ["cancelling", HOUR / 2],
]);

const UNKNOWN_PATIENCE = 25 * HOUR;
