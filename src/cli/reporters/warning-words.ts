import type { Warning } from "../../core/events.ts";
import { problemWords } from "../../core/problems.ts";
import { count } from "./count.ts";

/** A warning as one sentence; foreign text in it is not yet made harmless. */
export function warningWords(warning: Warning): string {
  switch (warning.kind) {
    case "unreadable-record":
      return `${warning.file} line ${warning.line} cannot be read and is passed over.`;
    case "memory-unfit":
      return `Memory for ${warning.locale} is unfit for ${warning.page}:${warning.line} (${problemWords[warning.problem].title}); it is passed over.`;
    case "languages-unchecked":
      return "The package eld is not found in node_modules, so a translation in a wrong language that shares its letters goes unnoticed.";
    case "unknown-status":
      return `${warning.batch} has the unknown status "${warning.status}"; waiting on.`;
    case "locale-not-translated":
      return `"${warning.locale}" has translate: false in the configuration; Docusaurus would ignore its pages, so it is passed over.`;
    case "retrying":
      return `${warning.what} failed (${warning.reason}); trying again in ${Math.round(warning.waitMs / 1000)} s.`;
    case "unexpected-answers":
      return `${warning.batch} has ${count(warning.answers, "answer")} that nobody asked for; they are passed over.`;
  }
}
