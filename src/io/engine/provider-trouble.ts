import { UserError } from "../../core/errors.ts";
import type { Endpoint } from "./connect.ts";

interface TroubleDetails {
  /** What was asked, as it goes after "refused to". */
  readonly action: string;
  /** `undefined` where no answer came, or none that can be read. */
  readonly status: number | undefined;
  /** One plain line. */
  readonly reason: string;
  /** The provider's own word for it. */
  readonly code?: string | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** A call to the provider that did not work out. Holds words only: no request, no response, no headers, no cause. */
export class ProviderTrouble extends Error {
  override readonly name = "ProviderTrouble";
  readonly details: TroubleDetails;

  constructor(details: TroubleDetails) {
    super(`${details.action}: ${details.reason}`);
    this.details = details;
  }
}

/**
 * What is known after the trouble. `refused`: nothing was done, and asking again is in vain. `busy`: nothing was done,
 * ask later. `unknown`: the provider may or may not have acted.
 */
export function verdictOn({ details }: ProviderTrouble): "refused" | "busy" | "unknown" {
  const { status, code } = details;
  if (status === undefined || status >= 500) return "unknown";
  if (status === 429) return code === OUT_OF_CREDIT ? "refused" : "busy";
  return MAY_HAVE_ACTED.has(status) ? "unknown" : "refused";
}

/** The trouble in words for a person. */
export function explainTrouble(
  { baseURL, keyVariable }: Pick<Endpoint, "baseURL" | "keyVariable">,
  { details }: ProviderTrouble,
): UserError {
  const { action, status, reason } = details;
  if (status === 401 || status === 403) {
    return new UserError("key-refused", { baseURL, variable: keyVariable, status: String(status) });
  }
  if (status === undefined || status === 408 || status >= 500) {
    return new UserError("provider-unreachable", { baseURL, reason });
  }
  return new UserError("provider-refused", { baseURL, action, status: String(status), reason });
}

/** OpenAI answers 429 for an empty account too, and no waiting fills that. */
const OUT_OF_CREDIT = "insufficient_quota";

/** A timeout, and a conflict with an earlier call that may have been ours. */
const MAY_HAVE_ACTED: ReadonlySet<number> = new Set([408, 409]);
