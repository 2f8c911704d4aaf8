import type { ProviderTrouble } from "../provider-trouble.ts";
import type { ChatDeps } from "./settings.ts";

/** One door for all Requests: where the server asks one of them to wait, all wait. */
export interface Gate {
  /** Waits until the door is open. Returns how often it had been shut by then. */
  enter(): Promise<number>;
  /** The server has answered: whatever comes next is a new trouble. */
  passed(): void;
  /** `false` where waiting any longer is in vain. `seen`: what `enter` returned to the Request. */
  shut(trouble: ProviderTrouble, seen: number): boolean;
}

/** So often in a row, without one answer between. */
const patience = 8;
const firstWaitMs = 2_000;
const maxWaitMs = 60_000;
/** A server that asks for more is not waited for. */
const maxAskedWaitMs = 10 * 60_000;

export function createGate({ clock, emit }: ChatDeps): Gate {
  let times = 0;
  let inARow = 0;
  let until = 0;
  let opening: Promise<void> | undefined;
  const waitOut = async (): Promise<void> => {
    for (let ms = until - clock.now(); ms > 0; ms = until - clock.now()) await clock.wait(ms);
    opening = undefined;
  };
  return {
    enter: async () => {
      while (opening !== undefined) await opening;
      return times;
    },
    passed: () => {
      inARow = 0;
    },
    shut: ({ details }, seen) => {
      const asked = details.retryAfterMs;
      // Many are under way when the door is shut: what they hear is one trouble, not many.
      const isNews = seen === times;
      if (isNews) inARow += 1;
      if (inARow > patience || (asked ?? 0) > maxAskedWaitMs) return false;
      const waitMs = waitFor(inARow, asked);
      if (!isNews && asked === undefined) return true;
      until = Math.max(until, clock.now() + waitMs);
      if (!isNews) return true;
      times += 1;
      opening ??= waitOut();
      const { action: what, reason } = details;
      emit({ kind: "warning", warning: { kind: "retrying", what, reason, waitMs } });
      return true;
    },
  };
}

/** Never less than the server asks for. The jitter keeps many sites from coming back in the same second. */
function waitFor(inARow: number, asked: number | undefined): number {
  if (asked !== undefined) return Math.round(asked + Math.min(asked, 1_000) * Math.random());
  const ms = Math.min(maxWaitMs, firstWaitMs * 2 ** (inARow - 1));
  return Math.round(ms * (0.75 + 0.25 * Math.random()));
}
