import type { Clock } from "../../ports.ts";

/**
 * How often, and since when, something was looked for in vain: what a provider does not show may only be late. Lasts as
 * long as the process.
 */
export interface Patience {
  /** Notes a look in vain, and says whether to look again. */
  isLeft(what: string): boolean;
  /** It was seen. */
  end(what: string): void;
  /** Whether anything is being looked for. */
  isTried(): boolean;
}

const FEWEST_LOOKS = 4;
const SHORTEST_MS = 3 * 60_000;

export function createPatience(clock: Clock): Patience {
  const tried = new Map<string, { readonly since: number; readonly looks: number }>();
  return {
    isLeft: (what) => {
      const { since, looks } = tried.get(what) ?? { since: clock.now(), looks: 0 };
      const isOver = looks + 1 >= FEWEST_LOOKS && clock.now() - since >= SHORTEST_MS;
      if (isOver) tried.delete(what);
      else tried.set(what, { since, looks: looks + 1 });
      return !isOver;
    },
    end: (what) => void tried.delete(what),
    isTried: () => tried.size > 0,
  };
}
