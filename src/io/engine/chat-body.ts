import { asRecord } from "../../core/foreign/record.ts";
import type { ChatBody } from "../../core/model.ts";

/** Whether a value may pass for the body of a Request. */
export function isChatBody(value: unknown): value is ChatBody {
  const { model, messages } = asRecord(value);
  return typeof model === "string" && Array.isArray(messages) && messages.every(isMessage);
}

function isMessage(value: unknown): boolean {
  const { role, content } = asRecord(value);
  return typeof role === "string" && typeof content === "string";
}
