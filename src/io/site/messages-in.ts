import { isRecord } from "../../core/foreign/record.ts";
import type { Message } from "../../core/model.ts";
import { textIn } from "./foreign.ts";

/** Messages as Docusaurus and its plugins pass them on: by id. What is none is left out. */
export function messagesIn(content: unknown): readonly Message[] {
  return Object.entries(isRecord(content) ? content : {}).flatMap(([id, entry]) => {
    const message = textIn(entry, "message");
    const description = textIn(entry, "description");
    if (message === undefined) return [];
    // Docusaurus reads no file with an empty one.
    return [{ id, message, ...(description ? { description } : {}) }];
  });
}
