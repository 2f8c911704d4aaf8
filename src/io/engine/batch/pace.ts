import type { Clock } from "../../ports.ts";

/** How often batches are created, and when a model is left in peace for a while. Lasts as long as the process. */
export interface Pace {
  mayCreate(model: string): boolean;
  created(): void;
  /** The provider had no room; returns how often in a row. */
  holdBack(model: string): number;
  /** The provider has taken a batch of the model in. */
  calm(model: string): void;
}

export function createPace(clock: Clock, perHour: number): Pace {
  let creates: readonly number[] = [];
  const rests = new Map<string, { readonly until: number; readonly times: number }>();
  return {
    mayCreate: (model) => {
      const now = clock.now();
      creates = creates.filter((at) => now - at < HOUR_MS);
      return creates.length < perHour && now >= (rests.get(model)?.until ?? 0);
    },
    created: () => {
      creates = [...creates, clock.now()];
    },
    holdBack: (model) => {
      const rest = rests.get(model);
      // Of the same wave as the one before it.
      if (rest && clock.now() < rest.until) return rest.times;
      const times = (rest?.times ?? 0) + 1;
      const ms = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (times - 1));
      rests.set(model, { until: clock.now() + ms, times });
      return times;
    },
    calm: (model) => void rests.delete(model),
  };
}

const HOUR_MS = 60 * 60_000;
const FIRST_REST_MS = 60_000;
const LONGEST_REST_MS = 30 * 60_000;
