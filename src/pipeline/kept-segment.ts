import { type Document, segmentLine } from "../core/document/document.ts";
import type { KeptSegment, Tried } from "../core/model.ts";
import { problemWords } from "../core/problems.ts";
import { exhausted, triedBy } from "./given-up.ts";
import type { LocaleRun, PageRun } from "./run.ts";

/** A Segment that stays in the source language, as reports show it. */
export function keptSegment(
  document: Document,
  index: number,
  { kind, detail }: Pick<KeptSegment, "kind" | "detail">,
): KeptSegment {
  const segment = document.segments[index];
  if (segment === undefined) return { kind, detail, line: 1, text: "" };
  const line = segmentLine(document, segment);
  return { kind, detail, line, text: shortened(segment.text), key: segment.key };
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** Everything without a translation of what the source says now, with the reason where one is known. */
export function keptOf(page: PageRun, run: LocaleRun): KeptSegment[] {
  if (page.fault !== undefined) return [page.fault];
  return [...outdatedIn(page.document), ...withoutTranslation(page, run)];
}

/** A person's words stay, whatever becomes of the source. */
function outdatedIn(document: Document): KeptSegment[] {
  if (document.format !== "messages") return [];
  return document.outdated.map(({ line, message }) => {
    return { kind: "outdated", detail: "", line, text: shortened(message) };
  });
}

function withoutTranslation(page: PageRun, run: LocaleRun): KeptSegment[] {
  return page.document.segments.flatMap((segment, index) => {
    if (page.known[index] !== undefined) return [];
    const now = keptSegment(page.document, index, { kind: "line-missing", detail: "" });
    const before = page.failed.get(segment.key);
    const kept = page.problems.get(index) ?? (before && { ...before, line: now.line }) ?? now;
    return [withTried(kept, triedBy(before, exhausted(page, index, run)))];
  });
}

/** A provider's trouble passes; only what models could not do is remembered. */
function withTried({ tried: _, ...kept }: KeptSegment, tried: Tried | undefined): KeptSegment {
  const isFinal = problemWords[kept.kind].again === "once" && tried !== undefined;
  return isFinal ? { ...kept, tried } : kept;
}
