import { UserError } from "../../core/errors.ts";
import type { RunEvent } from "../../core/events.ts";
import type { Problem } from "../../core/problems.ts";
import type { LocaleSummary, Summary } from "../../pipeline/run.ts";
import { count, figure } from "./count.ts";
import { printable } from "./escape.ts";
import { aboutPlace, keptByKind, type Place, sizeWords } from "./kept.ts";
import { ladderLines } from "./ladder-lines.ts";
import { estimateWords, localeEstimates, moneyWords } from "./money-words.ts";
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
    failure: (error) => failureLines(error, verbose).map(printable).forEach(err),
  };
}

function eventLine(event: RunEvent, verbose: boolean): string | undefined {
  switch (event.kind) {
    case "warning":
      return `Warning: ${warningWords(event.warning)}`;
    case "estimated":
      return estimateWords(event.estimate);
    case "sending":
      if (event.requests === 0) return "Collecting answers of an earlier run …";
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
    case "chat-progress":
      return `  ${figure(event.answered)}/${figure(event.total)} answered`;
    case "page-written":
      return verbose ? `  ${event.locale} ${event.page}` : undefined;
    case "page-removed":
      return verbose ? `  ${event.locale} ${event.page} removed` : undefined;
  }
}

function summaryLines(summary: Summary): string[] {
  const future = summary.mode !== "run";
  return [
    "",
    ...summary.locales.map((locale) => localeLine(locale, future)),
    ...(future && summary.estimate ? localeEstimates(summary.estimate) : []),
    moneyWords(summary),
    ...ladderLines(summary.ladder),
    ...problemLines(summary.problems),
    ...editedLines(summary.locales),
  ];
}

function localeLine(
  { locale, pages, current, written, missing, removed }: LocaleSummary,
  future: boolean,
): string {
  const done = `${locale.padEnd(8)} ${count(pages, "page")}: ${figure(current)} up to date, ${figure(written)} ${future ? "to write" : "written"}`;
  const gone = removed === 0 ? "" : `, ${figure(removed)} ${future ? "to remove" : "removed"}`;
  const asked =
    missing === 0 ? "" : `; ${count(missing, "text")} ${future ? "to translate" : "asked for"}`;
  return done + gone + asked;
}

/** Grouped by kind, so that one cure is read once. */
function problemLines(problems: readonly Problem[]): string[] {
  return keptByKind(problems).flatMap((kept) => [
    "",
    `${kept.keptAs}, ${kept.kind} (${sizeWords(kept)}): ${kept.title}.`,
    `  ${kept.hint}`,
    ...firstOf(kept.places.map(placeLine), "place"),
  ]);
}

function placeLine(place: Place): string {
  const about = aboutPlace(place);
  return `  ${place.page}:${place.line}${about === "" ? "" : ` · ${about}`}`;
}

/** A list too long to be read is cut, and says so. */
function firstOf(lines: readonly string[], noun: string): string[] {
  const more = lines.length - SHOWN;
  return [
    ...lines.slice(0, SHOWN),
    ...(more > 0 ? [`  … and ${count(more, `more ${noun}`)} (--json lists all)`] : []),
  ];
}

const SHOWN = 20;

function editedLines(locales: readonly LocaleSummary[]): string[] {
  return locales
    .filter(({ editedPages }) => editedPages.length > 0)
    .flatMap(({ locale, editedPages: pages }) => [
      "",
      `${locale}: ${count(pages.length, "page")} changed by hand and left alone.`,
      ...firstOf(
        pages.map((page) => `  ${page}`),
        "page",
      ),
    ]);
}

function failureLines(error: unknown, verbose: boolean): string[] {
  if (error instanceof UserError) return [`Error: ${error.message}`, `  ${error.hint}`];
  const message = error instanceof Error ? error.message : String(error);
  const stack = verbose && error instanceof Error ? (error.stack?.split("\n").slice(1) ?? []) : [];
  return [
    `Error: this is a bug in docusaurus-plugin-translate-llm: ${message}`,
    ...stack,
    "  Please report it; --verbose shows where it happened.",
  ];
}
