import type { Document } from "../core/document/document.ts";
import {
  lookupSection,
  lookupSegments,
  type MemoryDraft,
  type Place,
} from "../core/memory/memory.ts";
import type { Locale, MemoryRecord } from "../core/model.ts";
import type { Verdict } from "../core/reply/judge.ts";
import { readLine } from "../core/reply/read-line.ts";
import { sectionKey } from "../core/segment/keys.ts";
import type { Segment } from "../core/segment/segment.ts";
import { writeWords } from "../core/words/notation.ts";
import type { Known, PageRun } from "./run.ts";

/** What Memory knows of one Segment. */
export interface Remembered {
  /** The best first; Memory passes the same wall as Replies. */
  readonly known: readonly Known[];
  /** Why the rest cannot be a translation of it. */
  readonly unfit: readonly Verdict[];
}

/**
 * For each Segment of a page: by Section, then Segment by Segment, then as an Answer that came when its page was gone
 * (`bank-loose.ts`).
 */
export function fill(
  document: Document,
  memory: MemoryDraft,
  place: Place & { readonly locale: Locale },
): Remembered[] {
  return document.sections.flatMap(({ key, from, to }) => {
    const whole = lookupSection(memory, key, place.page);
    return document.segments.slice(from, to).map((segment, index) => {
      const found = [
        whole?.[index],
        ...lookupSegments(memory, segment.key, place),
        lookupSection(memory, sectionKey([segment]), place.page)?.[0],
      ];
      return rememberedOf(found, segment, place.locale);
    });
  });
}

function rememberedOf(
  found: readonly (Entry | undefined)[],
  segment: Segment,
  locale: Locale,
): Remembered {
  const entries = new Map(found.flatMap((entry) => (entry ? [[entry.target, entry]] : [])));
  const read = [...entries.values()].map((entry) => knownFrom(entry, segment, locale));
  return {
    known: read.flatMap((entry) => ("kind" in entry ? [] : [entry])),
    unfit: read.flatMap((entry) => ("kind" in entry ? [entry] : [])),
  };
}

type Entry = { readonly target: string; readonly human: boolean };

function knownFrom({ target, human }: Entry, segment: Segment, locale: Locale): Known | Verdict {
  const read = readLine(target, segment, human ? undefined : locale);
  return "kind" in read ? read : { words: read.words, text: writeWords(read.words), human };
}

/** One line of Memory for each Section of which anything is known. */
export function recordsOfPage(page: PageRun): MemoryRecord[] {
  return page.document.sections.flatMap(({ key, from, to }) => {
    const segments = page.document.segments.slice(from, to);
    const known = page.known.slice(from, to);
    if (known.every((entry) => entry === undefined)) return [];
    const model = known.findLast((entry) => entry?.by)?.by?.model;
    // Newer words may be right elsewhere; what stands in for them here is for this page.
    const isOwn = known.some((entry) => entry?.isEarlier);
    const record: MemoryRecord = {
      key,
      ...(isOwn ? { page: page.source.page } : {}),
      classes: segments.map((segment) => segment.class),
      source: segments.map(({ text }) => text),
      ...(segments.some(({ note }) => note !== undefined)
        ? { notes: segments.map(({ note }) => note ?? null) }
        : {}),
      target: known.map((entry) => entry?.text ?? null),
      human: known.flatMap((entry, index) => (entry?.human ? [index] : [])),
      ...(model === undefined ? {} : { model }),
    };
    return [record];
  });
}
