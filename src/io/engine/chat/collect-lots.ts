import type { Lot } from "../../ports.ts";
import { startCrew } from "./crew.ts";
import type { Room } from "./room.ts";

/** A lot that is not full is handed over with the first Answer that comes so long after the lot before. */
const lotMs = 15_000;

/**
 * Hands over what earlier runs have left, then asks what is in the queue, and hands the Answers over while others are
 * still under way. What a person must see to is told at the end, after all Answers have been delivered.
 */
export async function* collectLots(room: Room): AsyncGenerator<Lot, void, undefined> {
  const { shelf, clock, emit } = room;
  for (const lot of await leftLots(room)) yield lotOf(room, lot);
  const crew = startCrew(room);
  let since = clock.now();
  try {
    for (let isOver = false; !isOver; ) {
      isOver = await crew.news();
      if (isOver || clock.now() - since >= lotMs) shelf.seal();
      for (let lot = shelf.take(); lot !== undefined; lot = shelf.take()) {
        emit({ kind: "chat-progress", ...crew.progress() });
        yield lotOf(room, lot);
        since = clock.now();
      }
    }
  } finally {
    await crew.stop();
  }
  crew.complain();
}

/** Everything on this disk, and nothing of it a second time later. */
function leftLots({ shelf }: Room): Promise<readonly string[]> {
  shelf.seal();
  while (shelf.take() !== undefined);
  return shelf.lots();
}

function lotOf({ shelf }: Room, lot: string): Lot {
  return {
    answers: {
      [Symbol.asyncIterator]: async function* () {
        yield* await shelf.answers(lot);
      },
    },
    settle: () => shelf.settle(lot),
  };
}
