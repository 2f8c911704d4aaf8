import type { Document } from "../core/document/document.ts";
import { lookupSection, lookupSegment, type MemoryDraft } from "../core/memory/memory.ts";
import type { MemoryRecord, SectionKey } from "../core/model.ts";
import { mendLine } from "../core/reply/mend-line.ts";
import { sectionKey } from "../core/segment/keys.ts";
import { conform } from "../core/words/conform.ts";
import { writeWords } from "../core/words/notation.ts";
import type { Words } from "../core/words/words.ts";
import type { Known, PageRun } from "./run.ts";

/** What Memory knows of a page's Segments: by Section, else Segment by Segment, else as an Answer
 * that came when its page was gone (`bank-loose.ts`). Memory passes the same wall as Replies. */
export function fill(
  document: Document,
  memory: MemoryDraft,
  place: { readonly page: string; readonly pageSections: readonly SectionKey[] },
): (Known | undefined)[] {
  return document.sections.flatMap(({ key, from, to }) => {
    const whole = lookupSection(memory, key, place.page);
    return document.segments.slice(from, to).map((segment, index) => {
      const found =
        whole?.[index] ??
        lookupSegment(memory, segment.key, place) ??
        lookupSection(memory, sectionKey([segment]), place.page)?.[0];
      return found && knownFrom(found.target, segment.words, found.human);
    });
  });
}

/** Foreign text as a translation of `source`, or nothing where it does not conform. */
export function knownFrom(target: string, source: Words, human: boolean): Known | undefined {
  const read = conform(human ? target : mendLine(target, writeWords(source)), source);
  return "kind" in read ? undefined : { words: read.words, text: writeWords(read.words), human };
}

/** One line of Memory for each Section of which anything is known. */
export function recordsOfPage(page: PageRun, model: string | undefined): MemoryRecord[] {
  return page.document.sections.flatMap(({ key, from, to }) => {
    const segments = page.document.segments.slice(from, to);
    const known = page.known.slice(from, to);
    if (known.every((entry) => entry === undefined)) return [];
    const record: MemoryRecord = {
      key,
      classes: segments.map((segment) => segment.class),
      source: segments.map(({ text }) => text),
      target: known.map((entry) => entry?.text ?? null),
      human: known.flatMap((entry, index) => (entry?.human ? [index] : [])),
      ...(model === undefined ? {} : { model }),
    };
    return [record];
  });
}
