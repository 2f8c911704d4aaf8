import type { ChatRequest, Locale, Usage } from "../model.ts";
import { readRequest } from "../prompt/read-request.ts";
import { estimateTokens } from "../prompt/tokens.ts";
import { outputFactor } from "./output-factor.ts";

/** What a Request will be billed as if it is answered well. Thoughts that a model bills cannot be foreseen. */
export function expectedTokens({ body }: Pick<ChatRequest, "body">): Usage {
  const input = body.messages.reduce(
    (sum, { content }) => sum + estimateTokens(content) + FRAME,
    0,
  );
  const asked = readRequest(body);
  const lines = [...(asked?.lines ?? [])].map(([number, text]) => `${number} ${text}`);
  const source = estimateTokens(lines.join("\n"));
  return { input, output: Math.ceil(source * outputFactor(asked?.locale ?? "")) };
}

/** What providers add for each message, on the safe side. */
const FRAME = 8;

/** What a text would be billed as whose translation is known, without its part of the instructions. */
export function sparedTokens(translation: string, locale: Locale): Usage {
  const output = estimateTokens(`1 ${translation}`);
  return { input: Math.ceil(output / outputFactor(locale)), output };
}

export function addTokens(a: Usage, b: Usage): Usage {
  return { input: a.input + b.input, output: a.output + b.output };
}

export const noTokens: Usage = { input: 0, output: 0 };
