import type { Summary } from "../../pipeline/run.ts";
import { count, figure } from "./count.ts";

/** What was sent, or would be, in one sentence. */
export function moneyWords({ mode, requests, tokens, estimatedTokens }: Summary): string {
  if (mode !== "run") {
    return requests === 0
      ? "Nothing would be sent."
      : `${count(requests, "request")} would be sent, about ${figure(estimatedTokens)} input tokens.`;
  }
  const used = tokens.input + tokens.output;
  const spent =
    used > 0 ? `, ${figure(tokens.input)} input and ${figure(tokens.output)} output tokens` : "";
  return `${count(requests, "request")} sent${spent}.`;
}
