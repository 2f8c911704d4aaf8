import { ApiError } from "./api-error.ts";
import { isObject } from "./rules.ts";

/** A request once it is read. */
export interface Incoming {
  readonly id: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: Buffer;
}

/** A body that is a Buffer is sent as it is, anything else as JSON. */
export interface Outgoing {
  readonly status: number;
  readonly body: Buffer | object;
}

export function ok(body: Buffer | object): Outgoing {
  return { status: 200, body };
}

export function jsonOf({ contentType, body }: Incoming): object {
  if (!contentType.startsWith("application/json")) {
    throw new ApiError(400, { code: null, param: null, message: "Expected application/json." });
  }
  const value = parse(body.toString("utf8"));
  if (isObject(value)) return value;
  throw new ApiError(400, { code: null, param: null, message: "The body is not a JSON object." });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
