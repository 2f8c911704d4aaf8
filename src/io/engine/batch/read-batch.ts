import { normalizeStatus } from "./batch-status.ts";
import { isForeignId } from "./foreign-id.ts";
import { isRecord } from "./is-record.ts";

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

export interface BatchCounts {
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
}

/** `undefined` where the value is no batch. */
export function readBatch(value: unknown): BatchView | undefined {
  if (!isRecord(value) || !isForeignId(value["id"])) return undefined;
  if (typeof value["status"] !== "string") return undefined;
  const metadata = value["metadata"];
  return {
    id: value["id"],
    status: normalizeStatus(value["status"]),
    inputFileId: idOrNull(value["input_file_id"]) ?? undefined,
    outputFileId: idOrNull(value["output_file_id"]),
    errorFileId: idOrNull(value["error_file_id"]),
    createdAt: typeof value["created_at"] === "number" ? value["created_at"] * 1000 : undefined,
    metadata: isRecord(metadata) ? metadata : {},
    counts: readCounts(value["request_counts"]),
    reason: readReason(value["errors"]),
  };
}

function idOrNull(value: unknown): string | null {
  return isForeignId(value) ? value : null;
}

function readCounts(value: unknown): BatchCounts {
  const counts = isRecord(value) ? value : {};
  return {
    total: countOf(counts["total"]),
    completed: countOf(counts["completed"]),
    failed: countOf(counts["failed"]),
  };
}

function countOf(value: unknown): number {
  return Number.isSafeInteger(value) ? Math.max(0, Number(value)) : 0;
}

/** OpenAI wraps the errors in a list object; some others send the bare list. */
function readReason(errors: unknown): string | undefined {
  const list = isRecord(errors) ? errors["data"] : errors;
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  if (!isRecord(first)) return undefined;
  return [first["message"], first["code"]].find((one) => typeof one === "string");
}
