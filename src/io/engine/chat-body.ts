import { asRecord } from "../../core/foreign/record.ts";
import type { ChatBody } from "../../core/model.ts";

/** Whether a value may pass for the body of a Request. */
export function isChatBody(value: unknown): value is ChatBody {
  const { model, messages } = asRecord(value);
  return typeof model === "string" && Array.isArray(messages);
}
