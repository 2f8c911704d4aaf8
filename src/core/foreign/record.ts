/** An object from outside. Reading a field of it is safe; nothing of it is ever merged or spread. */
export type ForeignRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is ForeignRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An empty one where the value is no object. */
export function asRecord(value: unknown): ForeignRecord {
  return isRecord(value) ? value : {};
}
