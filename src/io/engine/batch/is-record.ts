/** Whether foreign JSON is an object. Reading a field of it is safe; nothing of it is ever merged or spread. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
