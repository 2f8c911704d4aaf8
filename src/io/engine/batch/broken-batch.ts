import { UserError, type UserErrorCode } from "../../../core/errors.ts";
import { ProviderTrouble } from "../provider-trouble.ts";
import type { Room } from "./room.ts";

/**
 * What to make of trouble with one batch: where the provider answers otherwise, it concerns that batch alone, and all
 * others go on.
 */
export async function narrowDown(room: Room, batch: string, error: unknown): Promise<unknown> {
  if (!(error instanceof UserError) || !MAY_CONCERN_ONE.has(error.code)) return error;
  if (!(await isAnswering(room))) return error;
  const { baseURL } = room.settings;
  return new UserError("batch-broken", { baseURL, batch, reason: error.message });
}

const MAY_CONCERN_ONE: ReadonlySet<UserErrorCode> = new Set([
  "provider-unreachable",
  "provider-refused",
  "not-the-provider",
  "answer-too-large",
]);

async function isAnswering({ provider }: Room): Promise<boolean> {
  return provider.list(undefined).then(
    () => true,
    (error) => error instanceof ProviderTrouble && HAS_NO_LIST.has(error.details.status),
  );
}

/** An answer of the provider all the same. */
const HAS_NO_LIST: ReadonlySet<number | undefined> = new Set([400, 404, 405, 410, 501]);
