import type { KeptSegment, PageRecord, SegmentKey, Tried } from "../core/model.ts";
import { problemWords } from "../core/problems.ts";
import type { Rung } from "../core/prompt/ladder.ts";
import type { Offer } from "./run.ts";

/** Counts up when a check becomes more lenient or a repair is added, so that what failed before is asked for again. */
const checksVersion = 2;

/** What a text has been tried with once it has failed on every rung. */
export function triedOn(ladder: readonly Rung[]): Tried {
  return { checks: checksVersion, models: [...new Set(ladder.map(({ model }) => model))] };
}

/** Whether this run should ask for the text. */
export function isOpen(kept: KeptSegment, offer: Offer): boolean {
  const { again } = problemWords[kept.kind];
  return again === "once" ? firstRung(kept.tried, offer) !== undefined : again === "always";
}

/** The lowest rung that promises something new, if there is one: a model that failed is not paid for again. */
export function firstRung(tried: Tried | undefined, offer: Offer): number | undefined {
  const { ladder, retranslate } = offer;
  if (tried?.checks !== checksVersion || retranslate !== "nothing") return 0;
  const rung = ladder.findIndex(({ model }) => !tried.models.includes(model));
  return rung < 0 ? undefined : rung;
}

/** What earlier runs have given up on a page, and this one does too. */
export function givenUpOn(
  record: PageRecord | undefined,
  offer: Offer,
): ReadonlyMap<SegmentKey, KeptSegment> {
  const kept = record?.kept ?? [];
  return new Map(
    kept.flatMap((entry) =>
      entry.key === undefined || entry.tried === undefined || isOpen(entry, offer)
        ? []
        : [[entry.key, entry]],
    ),
  );
}

/** Where on the ladder the texts stand that earlier runs have given up and this one does not; by Segment. */
export function reopenedOn(
  record: PageRecord | undefined,
  offer: Offer,
): ReadonlyMap<SegmentKey, number> {
  const kept = record?.kept ?? [];
  return new Map(
    kept.flatMap(({ key, kind, tried }) => {
      const rung = problemWords[kind].again === "once" ? firstRung(tried, offer) : undefined;
      return key === undefined || rung === undefined ? [] : [[key, rung]];
    }),
  );
}
