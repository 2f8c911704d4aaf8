import type { Summary } from "../pipeline/run.ts";

/**
 * 0: everything is up to date. 3: finished, but something is missing, stale, or kept in the source language. 4: a later
 * run has something to collect.
 */
export function exitCode({ mode, problems, locales, inFlight }: Summary): 0 | 3 | 4 {
  if (mode === "dry-run") return 0;
  if (mode === "run" && inFlight > 0) return 4;
  const open =
    mode === "check" &&
    locales.some(({ missing, written, removed }) => missing + written + removed > 0);
  const left = locales.some(({ editedPages }) => editedPages.length > 0);
  return problems.length > 0 || open || left ? 3 : 0;
}
