import type { Tariff } from "../../../core/cost/prices.ts";
import type { ShardState } from "./fold-journal.ts";

/** Nobody pays now for what had ended before this machine knew of it. */
export function tariffOf(state: ShardState): Tariff {
  return "wasOver" in state ? "free" : "batch";
}
