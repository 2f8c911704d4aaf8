import { asRecord } from "../../core/foreign/record.ts";
import type { AnswerFailure, AnswerText, Usage } from "../../core/model.ts";
import { asCount } from "./foreign-json.ts";

/** What becomes of foreign words. */
export type Plain = (words: string) => string;

/** The first choice of a chat completion. All words but the answer itself become plain. */
export function readCompletion(body: unknown, plain: Plain): AnswerText | AnswerFailure {
  const { choices, usage: counted } = asRecord(body);
  const usage = readUsage(counted);
  if (!Array.isArray(choices)) return readChoice(undefined, usage, plain);
  // The model was asked, and had nothing to say.
  if (choices.length === 0) return { kind: "text", content: "", finishReason: "stop", usage };
  return readChoice(choices[0], usage, plain);
}

/** What is said in the place of a completion. Some providers send words where others send an object. */
export function readFailure(error: unknown, body: unknown, plain: Plain): AnswerFailure {
  const { code, message } = asRecord(error);
  const reason = typeof code === "string" && NEVER_RAN.has(code) ? "lost" : "failed";
  const words = firstWords([error, message, code], plain) ?? "unknown error";
  return { kind: "failed", reason, message: words, usage: readUsage(asRecord(body)["usage"]) };
}

function readChoice(choice: unknown, usage: Usage, plain: Plain): AnswerText | AnswerFailure {
  const { message, finish_reason: written } = asRecord(choice);
  const { content, refusal } = asRecord(message);
  const finishReason = firstWords([written], plain) ?? "stop";
  const failed = (reason: AnswerFailure["reason"], words: string): AnswerFailure => ({
    kind: "failed",
    reason,
    message: plain(words),
    usage,
  });
  if (typeof refusal === "string" && refusal !== "") return failed("refused", refusal);
  if (finishReason === "content_filter") return failed("refused", finishReason);
  if (typeof content === "string") return { kind: "text", content, finishReason, usage };
  return failed("failed", `no content (${finishReason})`);
}

/** Error lines for requests that the batch ended without reaching. */
const NEVER_RAN: ReadonlySet<string> = new Set([
  "batch_expired",
  "batch_cancelled",
  "batch_canceled",
]);

function readUsage(value: unknown): Usage {
  const { prompt_tokens: input, completion_tokens: output } = asRecord(value);
  return { input: asCount(input), output: asCount(output) };
}

/** The first of the values that is text with something in it, made plain. */
function firstWords(values: readonly unknown[], plain: Plain): string | undefined {
  return values
    .filter((value) => typeof value === "string")
    .map(plain)
    .find((words) => words !== "");
}
