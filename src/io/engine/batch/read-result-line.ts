import { asRecord, type ForeignRecord } from "../../../core/foreign/record.ts";
import type { AnswerFailure, AnswerText, Usage } from "../../../core/model.ts";
import { asCount, parseJson } from "./foreign-json.ts";
import { plainLine } from "./plain-line.ts";

/** One line of an output or error file. */
export interface ResultLine {
  readonly customId: string;
  readonly result: AnswerText | AnswerFailure;
}

/** `undefined` where the line is no result. All words but the answer itself become plain lines without the secret. */
export function readResultLine(text: string, secret?: string): ResultLine | undefined {
  const line = asRecord(parseJson(text));
  const { custom_id: customId } = line;
  if (typeof customId !== "string") return undefined;
  return { customId, result: readResult(line, (words) => plainLine(words, secret)) };
}

/** What becomes of foreign words. */
type Plain = (words: string) => string;

function readResult({ error, response }: ForeignRecord, plain: Plain): AnswerText | AnswerFailure {
  const { status_code: status, body } = asRecord(response);
  const { error: bodyError, choices, usage: counted } = asRecord(body);
  const usage = readUsage(counted);
  const isFailure = Boolean(error) || !isSuccess(status);
  if (!isFailure) return readChoice(Array.isArray(choices) ? choices[0] : undefined, usage, plain);
  return readError(error || (bodyError ?? `status ${JSON.stringify(status)}`), usage, plain);
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

/** Some providers send words where others send an object. */
function readError(error: unknown, usage: Usage, plain: Plain): AnswerFailure {
  const { code, message } = asRecord(error);
  const reason = typeof code === "string" && NEVER_RAN.has(code) ? "lost" : "failed";
  const words = firstWords([error, message, code], plain) ?? "unknown error";
  return { kind: "failed", reason, message: words, usage };
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

function isSuccess(status: unknown): boolean {
  return typeof status === "number" && status >= 200 && status < 300;
}

/** The first of the values that is text with something in it, made plain. */
function firstWords(values: readonly unknown[], plain: Plain): string | undefined {
  return values
    .filter((value) => typeof value === "string")
    .map(plain)
    .find((words) => words !== "");
}
