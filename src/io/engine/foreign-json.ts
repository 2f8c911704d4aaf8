import type { Bounds } from "../../core/foreign/bounds.ts";
import { readJson } from "../../core/foreign/read-json.ts";

/** The value on a line of the provider's or of the Journal; `undefined` where it is no JSON, or too much of it. */
export function parseJson(text: string): unknown {
  const read = readJson(text, lineBounds);
  return "reason" in read ? undefined : read.value;
}

/** Token probabilities, which some requests ask for, are by far the most that an honest line holds. */
const lineBounds: Bounds = { length: 32 * 1024 * 1024, depth: 64, nodes: 5_000_000 };

/** Zero where the value is no count. */
export function asCount(value: unknown): number {
  return Number.isSafeInteger(value) ? Math.max(0, Number(value)) : 0;
}

/** Whether a value may serve as an id of a file or batch: it goes into URLs, the Journal and messages. */
export function isForeignId(value: unknown): value is string {
  return typeof value === "string" && /^[\x21-\x7e]{1,256}$/.test(value);
}
