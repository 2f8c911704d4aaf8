/** A JSON object from outside. Reading a field of it is safe; nothing of it is ever merged or spread. */
export type ForeignRecord = Readonly<Record<string, unknown>>;

/** `undefined` where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is ForeignRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An empty one where the value is no object. */
export function asRecord(value: unknown): ForeignRecord {
  return isRecord(value) ? value : {};
}

/** Zero where the value is no count. */
export function asCount(value: unknown): number {
  return Number.isSafeInteger(value) ? Math.max(0, Number(value)) : 0;
}

/** Whether a value may serve as an id of a file or batch: it goes into URLs, the Journal and messages. */
export function isForeignId(value: unknown): value is string {
  return typeof value === "string" && /^[\x21-\x7e]{1,256}$/.test(value);
}
