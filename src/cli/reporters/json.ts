import { UserError } from "../../core/errors.ts";
import type { Locale } from "../../core/model.ts";
import { type Problem, type ProblemKind, problemWords } from "../../core/problems.ts";
import type { Summary } from "../../pipeline/run.ts";
import { printable, printableJson } from "./escape.ts";
import { inReadingOrder } from "./kept.ts";
import type { Reporter, Streams } from "./reporter.ts";
import { warningWords } from "./warning-words.ts";

/** One JSON document on standard output and nothing else; warnings go to standard error. */
export function createJsonReporter({ out, err }: Streams): Reporter {
  return {
    event: (event) => {
      if (event.kind === "warning") err(printable(`Warning: ${warningWords(event.warning)}`));
    },
    summary: (summary) => out(printableJson(reportOf(summary))),
    failure: (error) => out(printableJson({ error: failureOf(error) })),
  };
}

/** What a run that ends with 0, 3 or 4 prints: the whole Summary, whose other fields are described where it is. */
interface Report extends Omit<Summary, "problems"> {
  /** All that is kept in the source language, one entry a text and locale, by page, line and locale. */
  readonly problems: readonly ReportedProblem[];
}

interface ReportedProblem extends Problem {
  /** The source page, relative to the site folder, with `/`. */
  readonly page: string;
  /** In the source page, from 1. */
  readonly line: number;
  /** The locale that keeps the text; absent where the trouble is with the source page itself. */
  readonly locale?: Locale;
  /** Stable name of the reason; the guide has a section for each. */
  readonly kind: ProblemKind;
  /** The reason in words; completes "kept in the source language: …". */
  readonly title: string;
  /** What to do about it, in a sentence or two. */
  readonly hint: string;
  /** The start of the source text, with its tags numbered; empty where the trouble is with the page. */
  readonly text: string;
  /** What exactly is wrong, such as the tag that was lost or the provider's message; may be empty. */
  readonly detail: string;
}

function reportOf(summary: Summary): Report {
  return { ...summary, problems: inReadingOrder(summary.problems).map(reported) };
}

/** Spelled out for the order of the fields, in which people read them too. */
function reported(problem: Problem): ReportedProblem {
  const { page, line, locale, kind, text, detail, ...rest } = problem;
  const { title, hint } = problemWords[kind];
  const where = { page, line, ...(locale === undefined ? {} : { locale }) };
  return { ...where, kind, title, hint, text, detail, ...rest };
}

function failureOf(error: unknown): Readonly<Record<string, string>> {
  if (error instanceof UserError)
    return { code: error.code, message: error.message, hint: error.hint };
  return { code: "bug", message: error instanceof Error ? error.message : String(error) };
}
