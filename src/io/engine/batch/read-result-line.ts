import type { AnswerFailure, AnswerText, Usage } from "../../../core/model.ts";
import { asCount, asRecord, type ForeignRecord, parseJson } from "./foreign-json.ts";

/** One line of an output or error file. */
export interface ResultLine {
  readonly customId: string;
  readonly result: AnswerText | AnswerFailure;
}

/** `undefined` where the line is no result. */
export function readResultLine(text: string): ResultLine | undefined {
  const line = asRecord(parseJson(text));
  const { custom_id: customId } = line;
  return typeof customId === "string" ? { customId, result: readResult(line) } : undefined;
}

function readResult({ error, response }: ForeignRecord): AnswerText | AnswerFailure {
  const { status_code: status, body } = asRecord(response);
  const { error: bodyError, choices, usage: counted } = asRecord(body);
  const usage = readUsage(counted);
  if (error) return readError(error, usage);
  if (!isSuccess(status)) return readError(bodyError ?? `status ${String(status)}`, usage);
  return readChoice(Array.isArray(choices) ? choices[0] : undefined, usage);
}

function readChoice(choice: unknown, usage: Usage): AnswerText | AnswerFailure {
  const { message, finish_reason: written } = asRecord(choice);
  const { content, refusal } = asRecord(message);
  const finishReason = textOr(written, "stop");
  if (typeof refusal === "string" && refusal !== "") {
    return { kind: "failed", reason: "refused", message: refusal, usage };
  }
  if (finishReason === "content_filter") {
    return { kind: "failed", reason: "refused", message: finishReason, usage };
  }
  if (typeof content === "string") return { kind: "text", content, finishReason, usage };
  return { kind: "failed", reason: "failed", message: `no content (${finishReason})`, usage };
}

/** Some providers send words where others send an object. */
function readError(error: unknown, usage: Usage): AnswerFailure {
  const { code, message } = asRecord(error);
  const reason = typeof code === "string" && NEVER_RAN.has(code) ? "lost" : "failed";
  const words = textOr(error, textOr(message, textOr(code, "unknown error")));
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

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" && value !== "" ? value : otherwise;
}
