import type { ChatRequest } from "../../../core/model.ts";
import { estimateTokens } from "../../../core/prompt/tokens.ts";

/** Input tokens of a request, by rule of thumb. */
export function requestTokens({ body }: ChatRequest): number {
  return body.messages.reduce((sum, { content }) => sum + estimateTokens(content) + FRAME, 0);
}

/** What providers add for each message. */
const FRAME = 4;
