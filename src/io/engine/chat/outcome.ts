import type { UserErrorCode } from "../../../core/errors.ts";
import type { ProviderTrouble } from "../provider-trouble.ts";
import { troubleKind } from "../trouble-kind.ts";

/**
 * What becomes of a Request after trouble. `stop`: whatever else is sent would fare the same, so the run ends. `busy`:
 * all wait. `again`: it is asked again, a few times. `failed`: this one Request cannot be answered.
 */
export type Outcome = "stop" | "busy" | "again" | "failed";

export function outcomeOf({ details }: ProviderTrouble): Outcome {
  const { status, code } = details;
  const outcome = byKind.get(troubleKind(details));
  if (outcome !== undefined) return outcome;
  if (status === undefined) return "again";
  if (code !== undefined && ofTheWholeRun.has(code)) return "stop";
  return byStatus.get(status) ?? (status >= 500 ? "again" : "stop");
}

/** No waiting fills an account or moves a machine, and no other text helps a model. */
const byKind: ReadonlyMap<UserErrorCode, Outcome> = new Map([
  ["no-credit", "stop"],
  ["region-blocked", "stop"],
  ["model-refused", "stop"],
  ["connection-unsafe", "stop"],
  ["proxy-refused", "stop"],
  ["answer-too-large", "failed"],
]);

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

/** Words of providers that tell more than the status: no other text helps. */
const ofTheWholeRun: ReadonlySet<string> = new Set([
  "unknown_parameter",
  "unsupported_parameter",
  "unsupported_value",
]);
