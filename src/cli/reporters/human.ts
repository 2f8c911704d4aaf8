import { UserError } from "../../core/errors.ts";
import type { RunEvent } from "../../core/events.ts";
import { type Problem, type ProblemKind, problemWords } from "../../core/problems.ts";
import type { LocaleSummary, Summary } from "../../pipeline/run.ts";
import { count, figure } from "./count.ts";
import { printable } from "./printable.ts";
import type { Reporter, Streams } from "./reporter.ts";
import { warningWords } from "./warning-words.ts";

/** Progress on standard error, the summary on standard output. */
export function createHumanReporter({
  out,
  err,
  verbose,
}: Streams & { readonly verbose: boolean }): Reporter {
  return {
    event(event) {
      const line = eventLine(event, verbose);
      if (line !== undefined) err(printable(line));
    },
    summary: (summary) => summaryLines(summary).map(printable).forEach(out),
    failure: (error) => failureLines(error, verbose).forEach(err),
  };
}

function eventLine(event: RunEvent, verbose: boolean): string | undefined {
  switch (event.kind) {
    case "warning":
      return `Warning: ${warningWords(event.warning)}`;
    case "sending":
      if (event.requests === 0) return "Waiting for batches of an earlier run …";
      return `${event.attempt === 1 ? "Sending" : "Asking again with"} ${count(event.requests, "request")} …`;
    case "batch-uploaded":
      return `  uploaded ${count(event.requests, "request")}, ${figure(Math.ceil(event.bytes / 1000))} kB`;
    case "batch-created":
      return `  ${event.batch} created with ${count(event.requests, "request")}`;
    case "batch-resumed":
      return `  ${event.batch} of an earlier run found, ${count(event.requests, "request")}`;
    case "batch-progress":
      return `  ${event.batch} ${event.status} ${figure(event.completed + event.failed)}/${figure(event.total)}`;
    case "batch-collected":
      return `  ${event.batch} ${event.status}: ${count(event.answers, "answer")}${event.failures > 0 ? `, ${event.failures} without` : ""}`;
    case "page-written":
      return verbose ? `  ${event.locale} ${event.page}` : undefined;
    default:
      return undefined;
  }
}

function summaryLines(summary: Summary): string[] {
  const future = summary.mode !== "run";
  return [
    "",
    ...summary.locales.map((locale) => localeLine(locale, future)),
    ...moneyLines(summary),
    ...problemLines(summary.problems),
    ...editedLines(summary.locales),
  ];
}

function localeLine(
  { locale, pages, current, written, missing }: LocaleSummary,
  future: boolean,
): string {
  const done = `${locale.padEnd(8)} ${count(pages, "page")}: ${figure(current)} up to date, ${figure(written)} ${future ? "to write" : "written"}`;
  return missing === 0
    ? done
    : `${done}; ${count(missing, "text")} ${future ? "to translate" : "asked for"}`;
}

function moneyLines({ mode, requests, tokens, estimatedTokens }: Summary): string[] {
  if (mode !== "run") {
    return requests === 0
      ? ["Nothing would be sent."]
      : [
          `${count(requests, "request")} would be sent, about ${figure(estimatedTokens)} input tokens.`,
        ];
  }
  const used = tokens.input + tokens.output;
  const spent =
    used > 0 ? `, ${figure(tokens.input)} input and ${figure(tokens.output)} output tokens` : "";
  return [`${count(requests, "request")} sent${spent}.`];
}

/** Grouped by kind, so that one cure is read once. */
function problemLines(problems: readonly Problem[]): string[] {
  const kinds = new Map<ProblemKind, Problem[]>();
  for (const problem of problems)
    kinds.set(problem.kind, [...(kinds.get(problem.kind) ?? []), problem]);
  return [...kinds].flatMap(([kind, list]) => [
    "",
    `Kept in the source language, ${kind} (${list.length}): ${problemWords[kind].title}.`,
    `  ${problemWords[kind].hint}`,
    ...list.slice(0, shown).map(problemLine),
    ...(list.length > shown ? [`  … and ${list.length - shown} more (--json lists all)`] : []),
  ]);
}

const shown = 20;

function problemLine({ page, line, locale, text, detail }: Problem): string {
  const about = [locale, text, detail]
    .filter((part) => part !== undefined && part !== "")
    .join(" · ");
  return `  ${page}:${line}${about === "" ? "" : ` · ${about}`}`;
}

function editedLines(locales: readonly LocaleSummary[]): string[] {
  return locales
    .filter(({ editedPages }) => editedPages.length > 0)
    .flatMap(({ locale, editedPages: pages }) => [
      "",
      `${locale}: ${count(pages.length, "page")} changed by hand and left alone.`,
      ...pages.slice(0, shown).map((page) => `  ${page}`),
      ...(pages.length > shown ? [`  … and ${pages.length - shown} more (--json lists all)`] : []),
    ]);
}

function failureLines(error: unknown, verbose: boolean): string[] {
  if (error instanceof UserError)
    return [`Error: ${printable(error.message)}`, `  ${printable(error.hint)}`];
  const message = error instanceof Error ? error.message : String(error);
  const stack = verbose && error instanceof Error ? (error.stack?.split("\n").slice(1) ?? []) : [];
  return [
    `Error: this is a bug in docusaurus-plugin-translate-llm: ${printable(message)}`,
    ...stack.map(printable),
    "  Please report it; --verbose shows where it happened.",
  ];
}
