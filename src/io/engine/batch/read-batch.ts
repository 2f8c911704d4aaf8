import { asRecord, isRecord } from "../../../core/foreign/record.ts";
import { asCount, isForeignId } from "../foreign-json.ts";
import { normalizeStatus } from "./batch-status.ts";

/** A batch as the provider describes it, reduced to what can be trusted in shape. */
export interface BatchView {
  readonly id: string;
  /** In OpenAI's words where it is one of theirs. */
  readonly status: string;
  readonly inputFileId: string | undefined;
  readonly outputFileId: string | null;
  readonly errorFileId: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly counts: BatchCounts;
  /** Why it failed as a whole. Foreign text. */
  readonly reason: string | undefined;
  /** The provider's own word for that. */
  readonly code: string | undefined;
  /** When it entered its status, in milliseconds, where the provider tells. */
  readonly since: number | undefined;
}

interface BatchCounts {
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
}

/** `undefined` where the value is no batch. */
export function readBatch(value: unknown): BatchView | undefined {
  if (!isRecord(value)) return undefined;
  const { id, status: written, metadata, errors, request_counts: counts } = value;
  const { input_file_id: input, output_file_id: output, error_file_id: error } = value;
  if (!isForeignId(id) || typeof written !== "string") return undefined;
  const status = normalizeStatus(written);
  return {
    id,
    status,
    inputFileId: idOrNull(input) ?? undefined,
    outputFileId: idOrNull(output),
    errorFileId: idOrNull(error),
    createdAt: asTime(value["created_at"]),
    metadata: isRecord(metadata) ? metadata : {},
    counts: readCounts(counts),
    ...readReason(errors),
    since: asTime(value[status === "validating" ? "created_at" : `${status}_at`]),
  };
}

/** Most write seconds; some write dates in ways of their own. */
function asTime(seconds: unknown): number | undefined {
  return typeof seconds === "number" && seconds > 0 ? seconds * 1000 : undefined;
}

function idOrNull(value: unknown): string | null {
  return isForeignId(value) ? value : null;
}

function readCounts(value: unknown): BatchCounts {
  const { total, completed, failed } = asRecord(value);
  return { total: asCount(total), completed: asCount(completed), failed: asCount(failed) };
}

/** OpenAI wraps the errors in a list object; some others send the bare list. */
function readReason(errors: unknown): Pick<BatchView, "reason" | "code"> {
  const { data = errors } = asRecord(errors);
  const { message, code } = asRecord(Array.isArray(data) ? data[0] : undefined);
  return {
    reason: [message, code].find((one) => typeof one === "string"),
    code: typeof code === "string" ? code : undefined,
  };
}
