import type { Fault, FaultAction } from "./options.ts";

export interface FaultQueue {
  push(...faults: readonly Fault[]): void;
  clear(): void;
  /** Faults that have not struck as often as they should. */
  readonly pending: number;
}

export interface FaultSource extends FaultQueue {
  /** The action for this request, if a fault is due. The oldest fault goes first. */
  take(route: string): FaultAction | null;
}

export function createFaults(initial: readonly Fault[] = []): FaultSource {
  const armed: Armed[] = [];
  const push = (...faults: readonly Fault[]): void => void armed.push(...faults.map(arm));
  push(...initial);
  return {
    push,
    clear: () => void armed.splice(0),
    get pending() {
      return armed.filter(({ times }) => times > 0).length;
    },
    take: (route) => {
      const matching = armed.filter((one) => one.times > 0 && [route, "*"].includes(one.on));
      const due = matching.find((one) => one.skip === 0);
      for (const one of matching) if (one.skip > 0) one.skip -= 1;
      if (!due) return null;
      due.times -= 1;
      return due.do;
    },
  };
}

interface Armed {
  readonly on: string;
  readonly do: FaultAction;
  times: number;
  skip: number;
}

function arm({ on, times = 1, skip = 0, do: action }: Fault): Armed {
  return { on, do: action, times, skip };
}
