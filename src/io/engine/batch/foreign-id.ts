/** Whether a value may serve as an id of a file or batch: it goes into URLs, the Journal and messages. */
export function isForeignId(value: unknown): value is string {
  return typeof value === "string" && /^[\x21-\x7e]{1,256}$/.test(value);
}
