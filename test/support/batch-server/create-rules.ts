import { isFilledString, isObject, type Rule, unknownKey } from "./rules.ts";
import { isLifetime } from "./stored-files.ts";
import type { StoredFile } from "./wire.ts";

/** The body of `POST /v1/batches` before it is checked. */
export interface CreateBody {
  readonly input_file_id?: unknown;
  readonly endpoint?: unknown;
  readonly completion_window?: unknown;
  readonly metadata?: unknown;
  readonly output_expires_after?: unknown;
}

type Files = ReadonlyMap<string, StoredFile>;

export const createRules: readonly Rule<CreateBody, Files>[] = [
  {
    code: "missing_required_parameter",
    param: "input_file_id",
    message: "The input_file_id is missing.",
    test: ({ input_file_id }) => !isFilledString(input_file_id),
  },
  {
    code: "invalid_request",
    param: "input_file_id",
    message: "No such File object.",
    test: ({ input_file_id }, files) => !files.has(String(input_file_id)) && String(input_file_id),
  },
  {
    code: "invalid_request",
    param: "input_file_id",
    message: "The input file must have been uploaded with the purpose 'batch'.",
    test: (body, files) => files.get(String(body.input_file_id))?.object.purpose !== "batch",
  },
  {
    code: "invalid_value",
    param: "endpoint",
    message: "This server runs batches for /v1/chat/completions only.",
    test: ({ endpoint }) => endpoint !== "/v1/chat/completions",
  },
  {
    code: "invalid_value",
    param: "completion_window",
    message: "The completion_window must be '24h'.",
    test: ({ completion_window }) => completion_window !== "24h",
  },
  {
    code: "invalid_value",
    param: "metadata",
    message:
      "Metadata is an object of up to 16 strings: keys up to 64, values up to 512 characters.",
    test: ({ metadata = null }) => metadata !== null && !isMetadata(metadata),
  },
  {
    code: "invalid_value",
    param: "output_expires_after",
    message: "output_expires_after is { anchor: 'created_at', seconds: 3600 to 2592000 }.",
    test: (body) => body.output_expires_after !== undefined && !isExpiry(body.output_expires_after),
  },
  {
    code: "unknown_parameter",
    param: null,
    message: "Unknown field.",
    test: (body) => unknownKey(body, FIELDS),
  },
];

const FIELDS: ReadonlySet<string> = new Set([
  "input_file_id",
  "endpoint",
  "completion_window",
  "metadata",
  "output_expires_after",
]);

function isMetadata(value: unknown): boolean {
  if (!isObject(value)) return false;
  const pairs: readonly [string, unknown][] = Object.entries(value);
  return pairs.length <= 16 && pairs.every(([key, text]) => isMetadataPair(key, text));
}

function isMetadataPair(key: string, text: unknown): boolean {
  return key.length <= 64 && typeof text === "string" && text.length <= 512;
}

function isExpiry(value: unknown): boolean {
  if (!isObject(value) || unknownKey(value, new Set(["anchor", "seconds"]))) return false;
  const { anchor, seconds }: { anchor?: unknown; seconds?: unknown } = value;
  return anchor === "created_at" && isLifetime(seconds);
}
