import { type Document, segmentLine } from "../core/document/document.ts";
import type { KeptSegment } from "../core/model.ts";
import type { PageRun } from "./run.ts";

/** A model's answer for a Segment that was of no use. */
export function noteRefusal({ refusals }: PageRun, index: number, model: string): void {
  const models = refusals.get(index);
  if (models === undefined) refusals.set(index, new Set([model]));
  else models.add(model);
}

/** A Segment that stays in the source language, as reports show it. */
export function keptSegment(
  document: Document,
  index: number,
  { kind, detail }: Pick<KeptSegment, "kind" | "detail">,
): KeptSegment {
  const segment = document.segments[index];
  if (segment === undefined) return { kind, detail, line: 1, text: "" };
  const text = segment.text.length > 120 ? `${segment.text.slice(0, 119)}…` : segment.text;
  return { kind, detail, line: segmentLine(document, segment), text, key: segment.key };
}
