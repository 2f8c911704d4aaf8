import { asRecord } from "../../../core/foreign/record.ts";
import type { ChatBody, ChatRequest } from "../../../core/model.ts";
import { parseJson } from "./foreign-json.ts";

/** Every line's `url`, and the batch's `endpoint`. */
export const CHAT_ENDPOINT = "/v1/chat/completions";

/** One line of an input file, its line end included. */
export function formatRequestLine({ customId, body }: ChatRequest): string {
  const line = { custom_id: customId, method: "POST", url: CHAT_ENDPOINT, body };
  return `${JSON.stringify(line)}\n`;
}

/** `undefined` where the line is no request. */
export function readRequestLine(text: string): ChatRequest | undefined {
  const { custom_id: customId, body } = asRecord(parseJson(text));
  return typeof customId === "string" && isChatBody(body) ? { customId, body } : undefined;
}

function isChatBody(value: unknown): value is ChatBody {
  const { model, messages } = asRecord(value);
  return typeof model === "string" && Array.isArray(messages);
}
