import { type PageDocument, segmentLine } from "../../src/core/document/document.ts";
import type { Translations } from "../../src/core/render/render.ts";
import type { Segment } from "../../src/core/segment/segment.ts";
import { conform } from "../../src/core/words/conform.ts";
import { writeWords } from "../../src/core/words/notation.ts";
import type { Words } from "../../src/core/words/words.ts";
import type { Finding } from "./page-report.ts";

export interface Replies {
  readonly translations: Translations;
  /** Answers that are not accepted as translations of their Segment. */
  readonly refused: readonly Finding[];
}

/** What comes of a page's Segments when `model` answers them in the notation, as a real model does. */
export function replyTo(
  document: PageDocument,
  model: (segment: Segment, index: number) => Words | undefined,
): Replies {
  const translations = new Map<number, Words>();
  const refused: Finding[] = [];
  document.segments.forEach((segment, index) => {
    const answer = model(segment, index);
    if (answer === undefined) return;
    const reply = conform(writeWords(answer), segment.words);
    if ("words" in reply) translations.set(index, reply.words);
    else {
      const reason = `the reply is refused: ${reply.kind} ${reply.detail} in ${quote(segment.text)}`;
      refused.push({ line: segmentLine(document, segment), reason });
    }
  });
  return { translations, refused };
}

/** A text for a report. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 160 ? `${text.slice(0, 160)}…` : text);
}
