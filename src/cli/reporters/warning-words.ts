import type { Warning } from "../../core/events.ts";
import { count } from "./count.ts";

/** A warning as one sentence; foreign text in it is not yet made harmless. */
export function warningWords(warning: Warning): string {
  switch (warning.kind) {
    case "unreadable-record":
      return `${warning.file} line ${warning.line} cannot be read and is passed over.`;
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
