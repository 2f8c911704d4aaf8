import { dollars } from "../../core/cost/dollars.ts";
import type { Estimate, Remembered, Work } from "../../core/cost/estimate.ts";
import type { Tariff } from "../../core/cost/prices.ts";
import type { Usage } from "../../core/model.ts";
import type { Summary } from "../../pipeline/run.ts";
import { count, figure } from "./count.ts";

/** What was sent and spent, or would be, in a few sentences. */
export function moneyWords(summary: Summary): string {
  const { mode, requests, estimate, inFlight } = summary;
  if (mode === "run")
    return sentences([sentWords(summary), foundWords(summary), flyingWords(inFlight)]);
  if (estimate === undefined || requests === 0) {
    const remembered = estimate && savedWords(estimate.remembered);
    return sentences(["Nothing would be sent", flyingWords(inFlight), remembered]);
  }
  return sentences([
    `${count(requests, "request")} would be sent for ${workWords(estimate)}, ${expenseWords(estimate)}`,
    ceilingWords(estimate),
    flyingWords(inFlight),
    savedWords(estimate.remembered),
  ]);
}

/** What is about to be sent. */
export function estimateWords(estimate: Estimate): string {
  const words = `${workWords(estimate)}, ${expenseWords(estimate)}`;
  return sentences([`To translate: ${words}`, savedWords(estimate.remembered)]);
}

/** One line for each locale, where there are several. */
export function localeEstimates({ locales }: Estimate): string[] {
  const asked = locales.filter(({ requests }) => requests > 0);
  if (asked.length < 2) return [];
  return asked.map((one) => {
    const saved = savedWords(one.remembered);
    return [
      `  ${one.locale.padEnd(8)}${count(one.requests, "request")} for ${workWords(one)}, ${expenseWords(one)}`,
      ...(saved === undefined ? [] : [saved]),
    ].join("; ");
  });
}

function sentences(parts: readonly (string | undefined)[]): string {
  return parts.flatMap((part) => (part === undefined ? [] : [`${part}.`])).join(" ");
}

function workWords({ segments, sections, pages }: Work): string {
  return `${count(segments, "text")} in ${count(sections, "section")} of ${count(pages, "page")}`;
}

function expenseWords({
  tokens,
  cost,
  costPerPage,
  tariff,
}: Work & { readonly costPerPage?: number; readonly tariff?: Tariff }): string {
  const about = `about ${tokenWords(tokens)}`;
  if (cost === undefined) return about;
  const discount = tariff === "batch" ? " with the discount for batches" : "";
  const each = costPerPage === undefined ? "" : ` (${dollars(costPerPage)} a page)`;
  return `${about}, ${dollars(cost)}${discount}${each}`;
}

function ceilingWords({ cost, maxCost }: Estimate): string | undefined {
  const isTooMuch = cost !== undefined && maxCost !== undefined && cost > maxCost;
  return isTooMuch ? `That is more than the ceiling of ${dollars(maxCost)}` : undefined;
}

function savedWords({ segments, tokens, cost }: Remembered): string | undefined {
  if (segments === 0) return undefined;
  const saved = `Memory saves ${count(segments, "text")}, about ${tokenWords(tokens)}`;
  return cost === undefined ? saved : `${saved}, ${dollars(cost)}`;
}

function flyingWords(inFlight: number): string | undefined {
  return inFlight === 0
    ? undefined
    : `${count(inFlight, "request")} in flight; run again to collect the answers`;
}

function sentWords({ requests, tokens, cost }: Summary): string {
  const isBilled = tokens.input + tokens.output > 0;
  const spent = isBilled ? `, ${tokenWords(tokens)}` : "";
  const paid = isBilled && cost !== undefined ? `, ${dollars(cost)}` : "";
  return `${count(requests, "request")} sent${spent}${paid}`;
}

function foundWords({ found }: Summary): string | undefined {
  return found && `An earlier run had paid for ${tokenWords(found)} of these`;
}

function tokenWords({ input, output }: Usage): string {
  return `${figure(input)} input and ${figure(output)} output tokens`;
}
