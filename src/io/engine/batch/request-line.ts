import type { ChatBody, ChatRequest } from "../../../core/model.ts";
import { isRecord } from "./is-record.ts";
import { parseJson } from "./parse-json.ts";

/** Every line's `url`, and the batch's `endpoint`. */
export const CHAT_ENDPOINT = "/v1/chat/completions";

/** One line of an input file, its line end included. */
export function formatRequestLine({ customId, body }: ChatRequest): string {
  const line = { custom_id: customId, method: "POST", url: CHAT_ENDPOINT, body };
  return `${JSON.stringify(line)}\n`;
}

/** `undefined` where the line is no request. */
export function readRequestLine(text: string): ChatRequest | undefined {
  const line = parseJson(text);
  if (!isRecord(line)) return undefined;
  const { custom_id: customId, body } = line;
  return typeof customId === "string" && isChatBody(body) ? { customId, body } : undefined;
}

function isChatBody(value: unknown): value is ChatBody {
  return isRecord(value) && typeof value["model"] === "string" && Array.isArray(value["messages"]);
}
