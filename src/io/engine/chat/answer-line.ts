import { asRecord } from "../../../core/foreign/record.ts";
import type { Answer, AnswerFailure, ChatRequest, Usage } from "../../../core/model.ts";
import { isChatBody } from "../chat-body.ts";
import { asCount, parseJson } from "../foreign-json.ts";

/** One line of a lot's file, its line end included. */
export function formatAnswerLine({ request, result }: Answer): string {
  return `${JSON.stringify({ request, result })}\n`;
}

/** `undefined` where the line is no Answer. */
export function readAnswerLine(text: string): Answer | undefined {
  const { request: asked, result: came } = asRecord(parseJson(text));
  const request = readRequest(asked);
  const result = readResult(came);
  return request && result ? { request, result } : undefined;
}

function readRequest(value: unknown): ChatRequest | undefined {
  const { customId, body } = asRecord(value);
  return typeof customId === "string" && isChatBody(body) ? { customId, body } : undefined;
}

function readResult(value: unknown): Answer["result"] | undefined {
  const { kind, content, finishReason, reason, message, usage: counted } = asRecord(value);
  const usage = readUsage(counted);
  if (kind === "text" && typeof content === "string" && typeof finishReason === "string") {
    return { kind, content, finishReason, usage };
  }
  if (kind === "failed" && isReason(reason) && typeof message === "string") {
    return { kind, reason, message, usage };
  }
  return undefined;
}

function readUsage(value: unknown): Usage {
  const { input, output } = asRecord(value);
  return { input: asCount(input), output: asCount(output) };
}

const reasons: readonly AnswerFailure["reason"][] = ["refused", "failed", "lost"];

function isReason(value: unknown): value is AnswerFailure["reason"] {
  return reasons.some((reason) => reason === value);
}
