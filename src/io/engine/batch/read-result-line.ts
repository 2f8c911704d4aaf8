import { asRecord, type ForeignRecord } from "../../../core/foreign/record.ts";
import type { AnswerFailure, AnswerText } from "../../../core/model.ts";
import { parseJson } from "../foreign-json.ts";
import { plainLine } from "../plain-line.ts";
import { type Plain, readCompletion, readFailure } from "../read-completion.ts";

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

function readResult({ error, response }: ForeignRecord, plain: Plain): AnswerText | AnswerFailure {
  const { status_code: status, body } = asRecord(response);
  if (!error && isSuccess(status)) return readCompletion(body, plain);
  const bodyError = asRecord(body)["error"] ?? `status ${JSON.stringify(status)}`;
  return readFailure(error || bodyError, body, plain);
}

function isSuccess(status: unknown): boolean {
  return typeof status === "number" && status >= 200 && status < 300;
}
