import { UserError, type UserErrorCode } from "../../core/errors.ts";
import type { Endpoint } from "./connect.ts";
import { troubleKind } from "./trouble-kind.ts";
import { unusedProxy } from "./unused-proxy.ts";

export interface TroubleDetails {
  /** What was asked, as it goes after "refused to". */
  readonly action: string;
  /** `undefined` where no answer came, or none that can be read. */
  readonly status: number | undefined;
  /** One plain line. */
  readonly reason: string;
  /** The provider's own word for it. */
  readonly code?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** Something came that no OpenAI-compatible server sends. */
  readonly oddity?: "not-the-provider" | "answer-too-large" | undefined;
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
  const { status } = details;
  const kind = troubleKind(details);
  if (status === undefined) return unsent.has(kind) ? "refused" : "unknown";
  if (status >= 500) return "unknown";
  if (status === 429) return kind === "no-credit" ? "refused" : "busy";
  return MAY_HAVE_ACTED.has(status) ? "unknown" : "refused";
}

/** The trouble in words for a person. */
export function explainTrouble(
  { baseURL, keyVariable: variable }: Pick<Endpoint, "baseURL" | "keyVariable">,
  { details }: ProviderTrouble,
): UserError {
  const { action, reason } = details;
  const kind = troubleKind(details);
  const proxy = unreached.has(kind) ? unusedProxy(baseURL) : undefined;
  const code = proxy !== undefined && details.status === undefined ? "proxy-unused" : kind;
  const status = String(details.status);
  return new UserError(code, { baseURL, variable, action, status, reason, proxy: proxy ?? "" });
}

/** What no proxy could have helped with is left out. */
const unreached: ReadonlySet<UserErrorCode> = new Set([
  "name-unknown",
  "nothing-listens",
  "provider-unreachable",
]);

/** The connection was never made good, so nothing went over it, and it will not get better by itself. */
const unsent: ReadonlySet<UserErrorCode> = new Set(["connection-unsafe", "proxy-refused"]);

/** A timeout, and a conflict with an earlier call that may have been ours. */
const MAY_HAVE_ACTED: ReadonlySet<number> = new Set([408, 409]);
