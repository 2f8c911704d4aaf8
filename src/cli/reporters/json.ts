import { UserError } from "../../core/errors.ts";
import type { Reporter, Streams } from "./reporter.ts";

/** One JSON document on standard output, nothing else; events are not part of it. */
export function createJsonReporter({ out }: Streams): Reporter {
  return {
    event: () => undefined,
    summary: (summary) => out(JSON.stringify(summary, null, 2)),
    failure: (error) => out(JSON.stringify({ error: failureOf(error) }, null, 2)),
  };
}

function failureOf(error: unknown): Readonly<Record<string, string>> {
  if (error instanceof UserError)
    return { code: error.code, message: error.message, hint: error.hint };
  return { code: "bug", message: error instanceof Error ? error.message : String(error) };
}
