import { ask } from "./ask.ts";
import type { Room } from "./room.ts";

/** Works off the queue, several Requests at a time, whether or not anybody is looking. */
export interface Crew {
  /** Waits until another Answer is on disk. `true` once nothing more will come. */
  news(): Promise<boolean>;
  /** Answers that came, of all that were in the queue. */
  progress(): { readonly answered: number; readonly total: number };
  /** Begins nothing new, and waits until what is under way is on disk: it is paid for. */
  stop(): Promise<void>;
  /** Throws what stopped the work, if anything did. */
  complain(): void;
}

export function startCrew(room: Room): Crew {
  const failures: unknown[] = [];
  const bell = createBell();
  const total = room.queue.length;
  let isStopping = false;
  let answered = 0;
  let isOver = false;
  const work = async (): Promise<void> => {
    while (!isStopping) {
      if (!(await askNext(room, () => isStopping))) return;
      answered += 1;
      bell.ring();
    }
  };
  const guarded = () =>
    work().catch((error) => {
      failures.push(error);
      isStopping = true;
    });
  const hands = Math.min(room.settings.concurrency, total);
  const done = Promise.all(Array.from({ length: hands }, guarded)).then(() => {
    isOver = true;
    bell.ring();
  });
  return {
    news: async () => {
      if (!isOver) await bell.rung();
      return isOver;
    },
    progress: () => ({ answered, total }),
    stop: () => {
      isStopping = true;
      return done;
    },
    complain: () => {
      if (failures.length > 0) throw failures[0];
    },
  };
}

/** `false` where there is nothing left to ask. A Request without an Answer goes back to the queue. */
async function askNext(room: Room, isStopping: () => boolean): Promise<boolean> {
  const { queue, shelf, underWay } = room;
  const request = queue.shift();
  if (!request) return false;
  let isKept = false;
  try {
    const result = await ask(room, request, isStopping);
    if (result) await shelf.keep({ request, result });
    isKept = result !== undefined;
  } finally {
    if (!isKept) queue.unshift(request);
    await underWay.end(request.customId);
  }
  return isKept;
}

/** Wakes up whoever waits; a ring that nobody heard is not lost. */
function createBell(): { ring(): void; rung(): Promise<void> } {
  let wake: (() => void) | undefined;
  let isRung = false;
  return {
    ring: () => {
      isRung = true;
      wake?.();
    },
    rung: async () => {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      isRung = false;
    },
  };
}
