import { UserError } from "../core/errors.ts";
import type { Retranslate } from "../pipeline/run.ts";

/** What `--retranslate` says. */
export function retranslates(what: string | undefined, wait: boolean): Retranslate {
  if (what === undefined) return "nothing";
  if (what !== "failed" && what !== "all") throw new UserError("retranslate-unknown", { what });
  if (what === "all" && !wait) throw new UserError("retranslate-unwaited");
  return what;
}

/** US dollars, as `--max-cost` says them. */
export function amountOf(value: string): number {
  const amount = /^\d*\.?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(amount)) throw new UserError("cost-unreadable", { value });
  return amount;
}
