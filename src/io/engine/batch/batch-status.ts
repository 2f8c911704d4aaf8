const TERMINAL = ["completed", "failed", "expired", "cancelled"] as const;

/** A batch in one of these never changes again. */
export type TerminalStatus = (typeof TERMINAL)[number];

/** What providers say instead of OpenAI's words: Novita, SiliconFlow, Mistral, and compatible proxies. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["progress", "in_progress"],
  ["running", "in_progress"],
  ["in_queue", "in_progress"],
  ["queued", "in_progress"],
  ["pre_schedule", "in_progress"],
  ["pending", "in_progress"],
  ["success", "completed"],
  ["timeout_exceeded", "expired"],
  ["canceled", "cancelled"],
]);

const UNDER_WAY: ReadonlySet<string> = new Set([
  "validating",
  "in_progress",
  "finalizing",
  "cancelling",
]);

/** OpenAI's word for a provider's status; an unknown one comes back in lower case. */
export function normalizeStatus(written: string): string {
  const status = written.toLowerCase();
  return ALIASES.get(status) ?? status;
}

export function isTerminal(status: string): status is TerminalStatus {
  return TERMINAL.some((one) => one === status);
}

/** An unknown status is never the end of a batch: results may still come. */
export function isKnownStatus(status: string): boolean {
  return isTerminal(status) || UNDER_WAY.has(status);
}
