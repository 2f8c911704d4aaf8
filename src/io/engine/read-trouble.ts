import { APIError } from "openai";
import { AnswerTooLarge, mostAnswerBytes } from "./answer-limit.ts";
import { isHtml, Misunderstood } from "./misunderstood.ts";
import { plainLine } from "./plain-line.ts";
import { ProviderTrouble, type TroubleDetails } from "./provider-trouble.ts";

/** Takes from whatever a call threw the few words that may be kept. */
export function readTrouble(error: unknown, action: string, secret: string): ProviderTrouble {
  if (error instanceof ProviderTrouble) return error;
  if (!(error instanceof APIError) || error.status === undefined) {
    return new ProviderTrouble({ action, status: undefined, ...readFailure(error, secret) });
  }
  const { status, headers } = error;
  const oddity = strangeAnswer(error);
  return new ProviderTrouble({
    action,
    status,
    reason: oddity ?? plainLine(error.message, secret),
    code: [error.code, error.type].find((word) => typeof word === "string"),
    retryAfterMs: readRetryAfter(headers),
    ...(oddity === undefined ? {} : { oddity: "not-the-provider" }),
  });
}

/** What answered in the provider's place. Its words are of no use to anybody. */
function strangeAnswer({ status = 0, message, headers }: APIError): string | undefined {
  const type = headers?.get("content-type") ?? "";
  if (type.includes("text/html") || isHtml(message.replace(/^\d+ /, ""))) {
    return `an HTML page, status ${status}`;
  }
  return status >= 300 && status < 400 ? `a redirect, status ${status}` : undefined;
}

function readFailure(thrown: unknown, secret: string): Pick<TroubleDetails, "reason" | "oddity"> {
  const error = deepestCause(thrown);
  if (error instanceof AnswerTooLarge) {
    return { reason: `more than ${mostAnswerBytes} bytes`, oddity: "answer-too-large" };
  }
  if (error instanceof Misunderstood) {
    return { reason: error.message, oddity: "not-the-provider" };
  }
  if (error instanceof SyntaxError) return { reason: "no JSON", oddity: "not-the-provider" };
  return { reason: connectionReason(error, secret) };
}

/** `fetch` and the SDK hide what happened under causes. */
function deepestCause(error: unknown): unknown {
  let deepest = error;
  for (let depth = 0; depth < 5; depth += 1) {
    if (!(deepest instanceof Error) || deepest.cause === undefined) break;
    deepest = deepest.cause;
  }
  return deepest;
}

/** The system's own code says most: ENOTFOUND, ECONNREFUSED, CERT_HAS_EXPIRED. */
function connectionReason(error: unknown, secret: string): string {
  if (!(error instanceof Error)) return "unknown failure";
  const { message } = error;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (code === undefined && message === "") return WORDLESS;
  const says = code === undefined || /^proxy response/i.test(message) ? message : code;
  return plainLine(says, secret);
}

/** All that `fetch` says of a 407. */
const WORDLESS = "an answer that Node.js does not hand over, such as a proxy's 407";

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
