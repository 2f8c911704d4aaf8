import { UserError } from "../../core/errors.ts";
import { printable } from "./printable.ts";
import type { Reporter, Streams } from "./reporter.ts";
import { warningWords } from "./warning-words.ts";

/** One JSON document on standard output and nothing else; warnings go to standard error. */
export function createJsonReporter({ out, err }: Streams): Reporter {
  return {
    event: (event) => {
      if (event.kind === "warning") err(`Warning: ${printable(warningWords(event.warning))}`);
    },
    summary: (summary) => out(harmless(summary)),
    failure: (error) => out(harmless({ error: failureOf(error) })),
  };
}

/** JSON leaves some characters alone that do something to a terminal; spelled out, they mean the same to programs. */
function harmless(value: object): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu,
    (character) =>
      character
        .split("")
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
        .join(""),
  );
}

function failureOf(error: unknown): Readonly<Record<string, string>> {
  if (error instanceof UserError)
    return { code: error.code, message: error.message, hint: error.hint };
  return { code: "bug", message: error instanceof Error ? error.message : String(error) };
}
