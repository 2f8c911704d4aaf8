import type { Segment } from "../segment/segment.ts";
import { lineNote } from "./line-note.ts";
import type { Asked } from "./read-request.ts";

/**
 * What is asked for with a Segment: its text, and what the model is told about it. A Request does not say how a text is
 * used besides, so that one Answer serves all Segments of this name.
 */
export function askName(segment: Pick<Segment, "text" | "note" | "message">): string {
  return nameOf(segment.text, lineNote(segment));
}

/** The names of all that a Request asks for, by line. */
export function namesIn({ lines, notes }: Asked): ReadonlyMap<number, string> {
  return new Map([...lines].map(([number, text]) => [number, nameOf(text, notes.get(number))]));
}

/** Neither part has a line break in it. */
function nameOf(text: string, note: string | undefined): string {
  return note === undefined ? text : `${text}\n${note}`;
}
