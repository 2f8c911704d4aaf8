import { explainTrouble, ProviderTrouble, verdictOn } from "../provider-trouble.ts";
import type { Room } from "./room.ts";

/** A batch runs for hours, and a network may be gone for minutes. */
export const PATIENT = 10;
/** At the first contact a person is waiting, and the address may simply be wrong. */
export const IMPATIENT = 5;
const MAX_WAIT_MS = 10 * 60_000;

/** Asks again, later and later, while the trouble may pass. Only for calls that may be made twice. */
export async function persist<T>(
  room: Room,
  call: () => Promise<T>,
  most: number = PATIENT,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ProviderTrouble)) throw error;
      const isOver = tries === most || verdictOn(error) === "refused";
      if (isOver) throw explainTrouble(room.settings, error);
      await waitOut(room, error, Math.min(60_000, 1000 * 2 ** (tries - 1)));
    }
  }
}

/** Waits as long as the provider says, else as long as given; never for ever. */
export async function waitOut(room: Room, { details }: ProviderTrouble, ms: number): Promise<void> {
  const waitMs = Math.min(details.retryAfterMs ?? ms, MAX_WAIT_MS);
  const { action: what, reason } = details;
  room.emit({ kind: "warning", warning: { kind: "retrying", what, reason, waitMs } });
  await room.clock.wait(waitMs);
}
