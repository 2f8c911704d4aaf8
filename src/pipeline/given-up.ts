import type { KeptSegment, PageRecord, SegmentKey, Tried } from "../core/model.ts";
import { problemWords } from "../core/problems.ts";
import { askName } from "../core/prompt/ask-name.ts";
import type { LocaleRun, Offer, PageRun } from "./run.ts";

/** Counts up when a check becomes more lenient or a repair is added, so that what failed before is asked for again. */
const checksVersion = 3;

/** What has been tried in vain: by earlier runs, and by these models in this one. Nothing where nothing was. */
export function triedBy(
  before: KeptSegment | undefined,
  models: Iterable<string> = [],
): Tried | undefined {
  const all = new Set([...modelsIn(before), ...models]);
  return all.size === 0 ? undefined : { checks: checksVersion, models: [...all] };
}

/** A model's answer for a Segment that was of no use. */
export function noteRefusal({ refusals }: PageRun, index: number, model: string): void {
  const models = refusals.get(index);
  if (models === undefined) refusals.set(index, new Set([model]));
  else models.add(model);
}

/** The models that this run is done with: a run that was cut short may have left them another try. */
export function exhausted(page: PageRun, index: number, { offer, next }: LocaleRun): string[] {
  const segment = page.document.segments[index];
  const open = offer.ladder
    .slice((segment && next.get(askName(segment))) ?? 0)
    .map(({ model }) => model);
  return [...(page.refusals.get(index) ?? [])].filter((model) => !open.includes(model));
}

/** Whether this run should ask for the text: an earlier one has not, or there is a model that has not been asked. */
export function isOpen(kept: KeptSegment, { ladder, retranslate }: Offer): boolean {
  const { again } = problemWords[kept.kind];
  if (again !== "once" || retranslate !== "nothing") return again !== "never";
  const models = modelsIn(kept);
  return ladder.some(({ model }) => !models.includes(model));
}

/** The lowest rung from this one on that promises something new: a model that failed before is not paid for again. */
export function openRung(
  before: KeptSegment | undefined,
  from: number,
  { ladder, retranslate }: Offer,
): number | undefined {
  const models = retranslate === "nothing" ? modelsIn(before) : [];
  const rung = ladder.findIndex(({ model }, index) => index >= from && !models.includes(model));
  return rung < 0 ? undefined : rung;
}

/** What earlier runs have failed at anywhere in a locale; the same text fails on every page. */
export function failedBefore(records: Iterable<PageRecord>): ReadonlyMap<SegmentKey, KeptSegment> {
  const all = new Map<SegmentKey, KeptSegment>();
  for (const { kept } of records) {
    for (const entry of kept) {
      const { key } = entry;
      const tried = triedBy(key && all.get(key), modelsIn(entry));
      if (key !== undefined && tried !== undefined) all.set(key, { ...entry, tried });
    }
  }
  return all;
}

/** By other checks, anything may come of it. */
function modelsIn(kept: KeptSegment | undefined): readonly string[] {
  return kept?.tried?.checks === checksVersion ? kept.tried.models : [];
}
