import { APIError } from "openai";
import { plainLine } from "./plain-line.ts";
import { ProviderTrouble } from "./provider-trouble.ts";

/** Takes from whatever a call threw the few words that may be kept. */
export function readTrouble(error: unknown, action: string, secret: string): ProviderTrouble {
  if (error instanceof ProviderTrouble) return error;
  if (!(error instanceof APIError) || error.status === undefined) {
    return new ProviderTrouble({
      action,
      status: undefined,
      reason: connectionReason(error, secret),
    });
  }
  return new ProviderTrouble({
    action,
    status: error.status,
    reason: plainLine(error.message, secret),
    code: typeof error.code === "string" ? error.code : undefined,
    retryAfterMs: readRetryAfter(error.headers),
  });
}

/** The system's own code says most: ENOTFOUND, ECONNREFUSED, CERT_HAS_EXPIRED. `fetch` hides it under causes. */
function connectionReason(error: unknown, secret: string): string {
  let deepest = error;
  for (let depth = 0; depth < 5; depth += 1) {
    if (!(deepest instanceof Error) || deepest.cause === undefined) break;
    deepest = deepest.cause;
  }
  if (!(deepest instanceof Error)) return "unknown failure";
  const code = "code" in deepest && typeof deepest.code === "string" ? deepest.code : undefined;
  return plainLine(code ?? deepest.message, secret);
}

/** Seconds or a date; OpenAI also sends milliseconds. */
function readRetryAfter(headers: Headers | undefined): number | undefined {
  const ms = Number.parseFloat(headers?.get("retry-after-ms") ?? "");
  if (ms >= 0) return ms;
  const written = headers?.get("retry-after") ?? "";
  const seconds = Number.parseFloat(written);
  if (seconds >= 0) return seconds * 1000;
  const until = Date.parse(written) - Date.now();
  return until >= 0 ? until : undefined;
}
