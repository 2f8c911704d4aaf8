import type { RungName } from "../../core/prompt/ladder.ts";
import type { LadderSummary, RungSummary } from "../../pipeline/run.ts";
import { count, figure } from "./count.ts";

/** How translations came about, where it took more than one try or some mending. */
export function ladderLines({ repairs, rungs, earlier }: LadderSummary): string[] {
  const mended = Object.entries(repairs);
  const sum = mended.reduce((total, [, times]) => total + times, 0);
  const list = mended.map(([name, times]) => `${name} ${figure(times)}`).join(", ");
  return [
    ...(rungs.length > 1 ? rungs.map(rungLine) : []),
    ...(sum === 0 ? [] : [`Mended at no cost: ${figure(sum)} (${list}).`]),
    ...(earlier === 0 ? [] : [`${count(earlier, "text")} kept as translated before.`]),
  ];
}

function rungLine({ rung, model, texts, accepted }: RungSummary): string {
  return `  ${names[rung]}, ${model}: ${figure(accepted)} of ${count(texts, "text")} in use`;
}

const names: Readonly<Record<RungName, string>> = {
  first: "first try",
  again: "asked again",
  fallback: "fallback model",
  alone: "alone in a request",
};
