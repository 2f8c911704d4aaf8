import type { Outcome } from "./options.ts";
import type { LineError } from "./wire.ts";

/** One move of a batch: answer lines until so many are answered, then take the status. */
export interface Step {
  readonly status: string;
  readonly answered: number;
  readonly errors?: readonly LineError[];
}

/** What a valid batch will go through after `validating`. */
export function scriptFor(outcome: Outcome, total: number, progressSteps: number): readonly Step[] {
  const { status, finished = 0.5, error } = endingOf(outcome);
  if (error) return failing([{ ...error, param: null, line: null }]);
  const answered = Math.floor(total * finished);
  if (status === "validating") return [];
  const eve = EVES[status];
  return [
    ...progress(answered, progressSteps),
    ...(eve ? [{ status: eve, answered }] : []),
    { status, answered },
  ];
}

export function failing(errors: readonly LineError[]): readonly Step[] {
  return [{ status: "failed", answered: 0, errors }];
}

interface Ending {
  readonly status: string;
  readonly finished?: number | undefined;
  readonly error?: { readonly code: string; readonly message: string };
}

function endingOf(outcome: Outcome): Ending {
  if (outcome === "failed") return { status: "failed", error: SCRIPTED_FAILURE };
  if (outcome === "completed") return { status: outcome, finished: 1 };
  if (typeof outcome === "string") return { status: outcome };
  if ("ended" in outcome) return { status: outcome.ended, finished: outcome.finished };
  if ("stuck" in outcome) return { status: outcome.stuck, finished: outcome.finished };
  return { status: "failed", error: { code: outcome.failedCode, message: outcome.message } };
}

const SCRIPTED_FAILURE = { code: "invalid_request", message: "The batch failed." };

/** The status before the last. A batch that is stuck has no more to come. */
const EVES: Readonly<Record<string, string>> = {
  completed: "finalizing",
  expired: "finalizing",
  cancelled: "cancelling",
};

function progress(answered: number, steps: number): readonly Step[] {
  return Array.from({ length: steps }, (_, step) => ({
    status: "in_progress",
    answered: Math.floor((answered * step) / steps),
  }));
}
