import type { BrokenRule } from "./rules.ts";

/** Ends a request with OpenAI's error JSON. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string | null;
  readonly param: string | null;

  constructor(status: number, { code, param, message }: ErrorDetails) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.param = param;
  }
}

export function refuse(broken: BrokenRule | null, status = 400): void {
  if (broken) throw new ApiError(status, broken);
}

export function notFound(kind: string, id: string): ApiError {
  return new ApiError(404, { code: null, param: "id", message: `No such ${kind} object: ${id}` });
}

/** The JSON body that goes with an error status. */
export function errorBody(status: number, details: ErrorDetails): { readonly error: object } {
  const type = ERROR_TYPES[status] ?? (status < 500 ? "invalid_request_error" : "server_error");
  return { error: { message: details.message, type, param: details.param, code: details.code } };
}

interface ErrorDetails {
  readonly code: string | null;
  readonly param: string | null;
  readonly message: string;
}

const ERROR_TYPES: Readonly<Record<number, string>> = {
  429: "rate_limit_error",
};
