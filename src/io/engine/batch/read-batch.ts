import { asRecord, isRecord } from "../../../core/foreign/record.ts";
import { normalizeStatus } from "./batch-status.ts";
import { asCount, isForeignId } from "./foreign-json.ts";

/** A batch as the provider describes it, reduced to what can be trusted in shape. */
export interface BatchView {
  readonly id: string;
  /** In OpenAI's words where it is one of theirs. */
  readonly status: string;
  readonly inputFileId: string | undefined;
  readonly outputFileId: string | null;
  readonly errorFileId: string | null;
  /** Milliseconds since the epoch; some providers write dates in ways of their own. */
  readonly createdAt: number | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly counts: BatchCounts;
  /** Why it failed as a whole. Foreign text. */
  readonly reason: string | undefined;
}

interface BatchCounts {
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
}

/** `undefined` where the value is no batch. */
export function readBatch(value: unknown): BatchView | undefined {
  if (!isRecord(value)) return undefined;
  const { id, status, metadata, errors, created_at: createdAt, request_counts: counts } = value;
  const { input_file_id: input, output_file_id: output, error_file_id: error } = value;
  if (!isForeignId(id) || typeof status !== "string") return undefined;
  return {
    id,
    status: normalizeStatus(status),
    inputFileId: idOrNull(input) ?? undefined,
    outputFileId: idOrNull(output),
    errorFileId: idOrNull(error),
    createdAt: typeof createdAt === "number" ? createdAt * 1000 : undefined,
    metadata: isRecord(metadata) ? metadata : {},
    counts: readCounts(counts),
    reason: readReason(errors),
  };
}

function idOrNull(value: unknown): string | null {
  return isForeignId(value) ? value : null;
}

function readCounts(value: unknown): BatchCounts {
  const { total, completed, failed } = asRecord(value);
  return { total: asCount(total), completed: asCount(completed), failed: asCount(failed) };
}

/** OpenAI wraps the errors in a list object; some others send the bare list. */
function readReason(errors: unknown): string | undefined {
  const { data = errors } = asRecord(errors);
  const { message, code } = asRecord(Array.isArray(data) ? data[0] : undefined);
  return [message, code].find((one) => typeof one === "string");
}
