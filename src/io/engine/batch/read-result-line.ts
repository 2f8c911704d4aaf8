import type { AnswerFailure, AnswerText, Usage } from "../../../core/model.ts";
import { isRecord } from "./is-record.ts";
import { parseJson } from "./parse-json.ts";

/** One line of an output or error file. */
export interface ResultLine {
  readonly customId: string;
  readonly result: AnswerText | AnswerFailure;
}

/** `undefined` where the line is no result. */
export function readResultLine(text: string): ResultLine | undefined {
  const line = parseJson(text);
  if (!isRecord(line) || typeof line["custom_id"] !== "string") return undefined;
  return { customId: line["custom_id"], result: readResult(line) };
}

function readResult(line: Loose): AnswerText | AnswerFailure {
  const response = asRecord(line["response"]);
  const body = asRecord(response["body"]);
  const usage = readUsage(body["usage"]);
  if (line["error"]) return readError(line["error"], usage);
  if (!isSuccess(response["status_code"])) {
    return readError(body["error"] ?? `status ${String(response["status_code"])}`, usage);
  }
  return readChoice(firstOf(body["choices"]), usage);
}

function readChoice(choice: Loose, usage: Usage): AnswerText | AnswerFailure {
  const message = asRecord(choice["message"]);
  const { content, refusal } = message as { content?: unknown; refusal?: unknown };
  const finishReason = textOr(choice["finish_reason"], "stop");
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
  const { code, message } = asRecord(error) as { code?: unknown; message?: unknown };
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
  const usage = asRecord(value);
  return { input: countOf(usage["prompt_tokens"]), output: countOf(usage["completion_tokens"]) };
}

function isSuccess(status: unknown): boolean {
  return typeof status === "number" && status >= 200 && status < 300;
}

type Loose = Readonly<Record<string, unknown>>;

function asRecord(value: unknown): Loose {
  return isRecord(value) ? value : {};
}

function firstOf(list: unknown): Loose {
  return asRecord(Array.isArray(list) ? list[0] : undefined);
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" && value !== "" ? value : otherwise;
}

function countOf(value: unknown): number {
  return Number.isSafeInteger(value) ? Math.max(0, Number(value)) : 0;
}
