import type { Warning } from "../../core/events.ts";
import { problemWords } from "../../core/problems.ts";
import { count, figure } from "./count.ts";

/** A warning as one sentence; foreign text in it is not yet made harmless. */
export function warningWords(warning: Warning): string {
  switch (warning.kind) {
    case "unreadable-record":
      return `${warning.file} line ${warning.line} cannot be read and is passed over.`;
    case "memory-unfit":
      return `Memory for ${warning.locale} is unfit for ${warning.page}:${warning.line} (${problemWords[warning.problem].title}); it is passed over.`;
    case "languages-unchecked":
      return "The package eld is not found in node_modules, so a translation in a wrong language that shares its letters goes unnoticed.";
    case "answers-lost":
      return `An earlier run died while it waited for ${count(warning.requests, "answer")}; what is still missing is asked again, and may be billed twice.`;
    case "locale-breaks":
      return `Docusaurus cannot build ${warning.locales.join(", ")} with translations. ${warning.file}: ${warning.sentence} docusaurus translate-llm:doctor shows ${count(warning.findings, "finding")} of this kind.`;
    case "messages-unread":
      return `The messages of ${warning.page}${warning.locale === undefined ? "" : ` for ${warning.locale}`} cannot be read (${warning.reason}); what is written of them stays as it is.`;
    case "messages-borrowed":
      return `Docusaurus ships no words of its own for ${warning.locale}; readers see those for ${warning.from}, which are left alone.`;
    case "messages-unused":
      return `${warning.file} for ${warning.locale} has ${count(warning.ids.length, "message")} that the site does not have: ${some(warning.ids)}. Left alone; delete what is of no use.`;
    case "locale-not-translated":
      return `"${warning.locale}" has translate: false in the configuration; Docusaurus would ignore its pages, so it is passed over.`;
    case "retrying":
      return `${warning.what} failed (${warning.reason}); trying again in ${Math.round(warning.waitMs / 1000)} s.`;
    default:
      return batchWords(warning);
  }
}

/** What is odd about batches. */
function batchWords(warning: Extract<Warning, { readonly kind: BatchWarning }>): string {
  switch (warning.kind) {
    case "unknown-status":
      return `${warning.batch} has the unknown status "${warning.status}"; waiting on.`;
    case "stuck":
      return `${warning.batch} has been ${warning.status} for ${duration(warning.minutes)}; waiting on. Cancel it in the provider's console to collect what is done and ask for the rest.`;
    case "no-room":
      return `${warning.batch} was not taken in, because too many tokens are enqueued for ${warning.model}; it is sent again, with at most ${figure(warning.tokens)} at a time. Nothing was billed.`;
    case "asked-twice":
      return `${warning.batch} of another run asks for the same as ${count(warning.requests, "request")} in flight here: two runs have sent at the same time.`;
    case "batch-left":
      return `${warning.batch} of another run has ended, but its input file is gone or not whole, so its results cannot be used.`;
    case "results-missing":
      return `A result file of ${warning.batch} is gone at the provider; what is missing is asked for again.`;
    case "list-unreadable":
      return `The provider's list of batches has ${entries(warning.entries)} that cannot be read; passed over. A batch of this site among them would be paid for again.`;
    case "other-sites":
      return `Unfinished batches of other sites at the provider: ${figure(warning.batches)}; they are left alone.`;
    case "given-up":
      return `${warning.reason} Given up; its texts are asked for again.`;
    case "unexpected-answers":
      return `${warning.batch} has ${count(warning.answers, "answer")} that nobody asked for; they are passed over.`;
  }
}

type BatchWarning =
  | "unknown-status"
  | "stuck"
  | "no-room"
  | "asked-twice"
  | "batch-left"
  | "results-missing"
  | "list-unreadable"
  | "other-sites"
  | "given-up"
  | "unexpected-answers";

function entries(number: number): string {
  return number === 1 ? "1 entry" : `${figure(number)} entries`;
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `"${name}"`);
  return shown.join(", ") + (names.length > shown.length ? ", …" : "");
}

function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return hours < 2 ? count(minutes, "minute") : count(hours, "hour");
}
