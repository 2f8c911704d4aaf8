import type { Locale } from "./model.ts";
import type { ProblemKind } from "./problems.ts";

/** Everything a run can say while it works. Reporters turn events into words; nobody else prints. */
export type RunEvent =
  | { readonly kind: "warning"; readonly warning: Warning }
  | { readonly kind: "sending"; readonly requests: number; readonly attempt: number }
  | {
      readonly kind: "batch-uploaded";
      readonly file: string;
      readonly requests: number;
      readonly bytes: number;
    }
  | { readonly kind: "batch-created"; readonly batch: string; readonly requests: number }
  | { readonly kind: "batch-resumed"; readonly batch: string; readonly requests: number }
  | {
      readonly kind: "batch-progress";
      readonly batch: string;
      readonly status: string;
      readonly completed: number;
      readonly failed: number;
      readonly total: number;
    }
  | {
      readonly kind: "batch-collected";
      readonly batch: string;
      readonly status: string;
      readonly answers: number;
      readonly failures: number;
    }
  | { readonly kind: "page-written"; readonly locale: Locale; readonly page: string };

/** Something odd that did not stop the run. */
export type Warning =
  | { readonly kind: "unreadable-record"; readonly file: string; readonly line: number }
  /** Words in Memory that are no translation of what they stand for. */
  | {
      readonly kind: "memory-unfit";
      readonly locale: Locale;
      readonly page: string;
      /** Of the text, in the source page. */
      readonly line: number;
      readonly problem: ProblemKind;
    }
  /** The detector of languages is not where packages are looked for. */
  | { readonly kind: "languages-unchecked" }
  | { readonly kind: "unknown-status"; readonly batch: string; readonly status: string }
  /** Results for requests that the batch did not hold; they are ignored. */
  | { readonly kind: "unexpected-answers"; readonly batch: string; readonly answers: number }
  | { readonly kind: "locale-not-translated"; readonly locale: Locale }
  | {
      readonly kind: "retrying";
      readonly what: string;
      readonly reason: string;
      readonly waitMs: number;
    };
