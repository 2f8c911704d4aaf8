import type { Usage } from "../core/model.ts";
import type { Rung } from "../core/prompt/ladder.ts";
import type { RepairName } from "../core/reply/repairs.ts";
import type { LadderSummary, LocaleRun, RungSummary } from "./run.ts";

/** What a run counts as it happens, because buying may end with an error. */
export interface Tally {
  /** Requests sent. */
  requests: number;
  input: number;
  output: number;
  readonly repairs: Map<RepairName, number>;
  readonly rungs: Map<string, Climb>;
}

/** One rung with one model. */
interface Climb {
  readonly by: Pick<Rung, "name" | "model">;
  requests: number;
  texts: number;
}

export function openTally(): Tally {
  return { requests: 0, input: 0, output: 0, repairs: new Map(), rungs: new Map() };
}

/** One Request that was answered, well or not. */
export function countAnswer(
  tally: Tally,
  { by, texts, usage }: { readonly by: Climb["by"]; readonly texts: number; readonly usage: Usage },
): void {
  tally.input += usage.input;
  tally.output += usage.output;
  const climb = tally.rungs.get(nameOf(by)) ?? { by, requests: 0, texts: 0 };
  climb.requests++;
  climb.texts += texts;
  tally.rungs.set(nameOf(by), climb);
}

export function countRepairs(tally: Tally, repairs: readonly RepairName[]): void {
  for (const name of repairs) tally.repairs.set(name, (tally.repairs.get(name) ?? 0) + 1);
}

/** A text counts once a locale, on however many pages it stands. */
export function ladderSummary(tally: Tally, locales: readonly LocaleRun[]): LadderSummary {
  const accepted = new Map<string, number>();
  const left = { earlier: 0, source: 0 };
  for (const run of locales) {
    for (const end of endsOf(run).values()) {
      if (end === "earlier" || end === "source") left[end]++;
      else accepted.set(end, (accepted.get(end) ?? 0) + 1);
    }
  }
  return {
    repairs: Object.fromEntries([...tally.repairs].sort(([a], [b]) => (a < b ? -1 : 1))),
    rungs: [...tally.rungs].map(([name, { by, requests, texts }]): RungSummary => {
      const { name: rung, model } = by;
      return { rung, model, requests, texts, accepted: accepted.get(name) ?? 0 };
    }),
    ...left,
  };
}

/** How each text that was not simply remembered ended: on a rung, by its name, or below the ladder. */
function endsOf({ pages }: LocaleRun): ReadonlyMap<string, string> {
  const ends = new Map<string, string>();
  for (const { document, known, edited, fault } of pages) {
    if (edited || fault) continue;
    document.segments.forEach(({ text }, index) => {
      const entry = known[index];
      if (entry === undefined) ends.set(text, "source");
      else if (entry.isEarlier) ends.set(text, "earlier");
      else if (entry.by && !ends.has(text)) ends.set(text, nameOf(entry.by));
    });
  }
  return ends;
}

function nameOf({ name, model }: Climb["by"]): string {
  return `${name} ${model}`;
}
