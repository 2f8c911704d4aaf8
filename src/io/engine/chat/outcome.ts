import type { ProviderTrouble } from "../provider-trouble.ts";

/**
 * What becomes of a Request after trouble. `stop`: whatever else is sent would fare the same, so the run ends. `busy`:
 * all wait. `again`: it is asked again, a few times. `failed`: this one Request cannot be answered.
 */
export type Outcome = "stop" | "busy" | "again" | "failed";

export function outcomeOf({ details }: ProviderTrouble): Outcome {
  const { status, code } = details;
  if (status === undefined) return "again";
  if (code !== undefined && ofTheWholeRun.has(code)) return "stop";
  return byStatus.get(status) ?? (status >= 500 ? "again" : "stop");
}

/** Everything else below 500 ends the run: a refused key, an empty account, an unknown model, a redirect. */
const byStatus: ReadonlyMap<number, Outcome> = new Map([
  [400, "failed"],
  [408, "again"],
  [409, "again"],
  [413, "failed"],
  [422, "failed"],
  [425, "again"],
  [429, "busy"],
  [503, "busy"],
  [529, "busy"],
]);

/** Words of providers that tell more than the status: no waiting fills an account, and no other text helps a model. */
const ofTheWholeRun: ReadonlySet<string> = new Set([
  "insufficient_quota",
  "billing_hard_limit_reached",
  "model_not_found",
  "unknown_parameter",
  "unsupported_parameter",
  "unsupported_value",
]);
