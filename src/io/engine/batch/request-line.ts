import { asRecord } from "../../../core/foreign/record.ts";
import type { ChatRequest } from "../../../core/model.ts";
import { isChatBody } from "../chat-body.ts";
import { parseJson } from "../foreign-json.ts";

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
  if (typeof customId !== "string" || !isChatBody(body)) return undefined;
  return body.messages.every(isMessage) ? { customId, body } : undefined;
}

/** A provider's copy of a file is as foreign as all that it sends. */
function isMessage(value: unknown): boolean {
  const { role, content } = asRecord(value);
  return typeof role === "string" && typeof content === "string";
}
