import type { Finding } from "./page-report.ts";

/** The loader wraps what the parser says, and the parser knows the line. */
export function reasonOf(error: unknown): Finding {
  const { cause, reason, message, line } = fieldsOf(error);
  if (cause !== undefined) return reasonOf(cause);
  return {
    line: typeof line === "number" ? line : 1,
    reason: String(reason ?? message ?? error).replace(/\s+/g, " "),
  };
}

interface ErrorFields {
  readonly cause?: unknown;
  readonly reason?: unknown;
  readonly message?: unknown;
  readonly line?: unknown;
}

function fieldsOf(error: unknown): ErrorFields {
  return typeof error === "object" && error !== null ? error : {};
}
