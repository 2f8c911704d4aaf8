import type { Estimate } from "./cost/estimate.ts";
import type { Locale } from "./model.ts";
import type { ProblemKind } from "./problems.ts";

/** Everything a run can say while it works. Reporters turn events into words; nobody else prints. */
export type RunEvent =
  | { readonly kind: "warning"; readonly warning: Warning }
  /** Before the first Request is sent. */
  | { readonly kind: "estimated"; readonly estimate: Estimate }
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
  | { readonly kind: "chat-progress"; readonly answered: number; readonly total: number }
  | { readonly kind: "page-written"; readonly locale: Locale; readonly page: string }
  /** Its source is gone. */
  | { readonly kind: "page-removed"; readonly locale: Locale; readonly page: string };

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
  /** For much longer in a status than it should be; it is waited for all the same. */
  | {
      readonly kind: "stuck";
      readonly batch: string;
      readonly status: string;
      readonly minutes: number;
    }
  /** The provider would not enqueue so much; `tokens` is what is tried from now on. */
  | {
      readonly kind: "no-room";
      readonly batch: string;
      readonly model: string;
      readonly tokens: number;
    }
  /** Two machines sent the same requests without seeing each other. */
  | { readonly kind: "asked-twice"; readonly batch: string; readonly requests: number }
  /** Another run's, and its input file is gone: its results cannot be used. */
  | { readonly kind: "batch-left"; readonly batch: string }
  | { readonly kind: "results-missing"; readonly batch: string }
  /** Entries of the provider's list of batches that make no sense. */
  | { readonly kind: "list-unreadable"; readonly entries: number }
  /** Unfinished ones, made by this tool for other sites. */
  | { readonly kind: "other-sites"; readonly batches: number }
  /** By a person's wish; `reason` is the sentence that asked for it. */
  | { readonly kind: "given-up"; readonly reason: string }
  /** Results for requests that the batch did not hold; they are ignored. */
  | { readonly kind: "unexpected-answers"; readonly batch: string; readonly answers: number }
  /** What a run that died had asked; nobody knows whether it was paid for, and it is asked again. */
  | { readonly kind: "answers-lost"; readonly requests: number }
  | { readonly kind: "locale-not-translated"; readonly locale: Locale }
  /** Messages that a plugin or the code would not give; what is written of them stays. */
  | {
      readonly kind: "messages-unread";
      readonly page: string;
      readonly locale?: Locale;
      readonly reason: string;
    }
  /** Docusaurus speaks to the locale in a language that is only near to its own. */
  | { readonly kind: "messages-borrowed"; readonly locale: Locale; readonly from: Locale }
  /** Messages in a locale's file that the site does not have, or no longer has, and that a person put there. */
  | {
      readonly kind: "messages-unused";
      readonly locale: Locale;
      readonly file: string;
      readonly ids: readonly string[];
    }
  /** Docusaurus does not build these locales, or would not once they are translated. */
  | {
      readonly kind: "locale-breaks";
      readonly locales: readonly Locale[];
      readonly file: string;
      /** The first finding in words. */
      readonly sentence: string;
      readonly findings: number;
    }
  | {
      readonly kind: "retrying";
      readonly what: string;
      readonly reason: string;
      readonly waitMs: number;
    };
