import { isAbsolute, join, relative, sep } from "node:path";
import { UserError } from "../../core/errors.ts";
import type { Problem } from "../../core/problems.ts";
import { count, figure } from "./count.ts";
import { commandData, commandProperty, visible } from "./escape.ts";
import { aboutPlace, type KeptKind, keptByKind, type Place } from "./kept.ts";
import type { Reporter, Streams } from "./reporter.ts";
import { stepSummary } from "./step-summary.ts";

/** What a GitHub Actions runner offers, as it says in the environment. */
interface Runner extends Streams {
  /** Absolute; names of pages are relative to it. */
  readonly siteDir: string;
  /** Absolute: the checkout. Annotations are put on files relative to it. */
  readonly root: string | undefined;
  /** Adds Markdown to the page of the workflow run; absent where there is none. */
  readonly appendSummary: ((markdown: string) => void) | undefined;
}

/**
 * Says what another reporter says, and besides puts what is kept in the source language on the lines of the source
 * pages, and a summary on the page of the workflow run.
 */
export function createGithubReporter(reporter: Reporter, runner: Runner): Reporter {
  return {
    event: reporter.event,
    summary(summary) {
      reporter.summary(summary);
      annotationLines(summary.problems, runner).forEach(runner.out);
      append(stepSummary(summary), runner);
    },
    failure(error) {
      reporter.failure(error);
      runner.err(`::error::${commandData(failureWords(error))}`);
    },
  };
}

/** The summary is a courtesy: where it cannot be written, the run is as good as it was. */
function append(markdown: string, { appendSummary, err }: Runner): void {
  try {
    appendSummary?.(markdown);
  } catch {
    err("Warning: the file of GITHUB_STEP_SUMMARY cannot be written, so there is no job summary.");
  }
}

function failureWords(error: unknown): string {
  if (error instanceof UserError) return `${visible(error.message)}\n${visible(error.hint)}`;
  const message = error instanceof Error ? error.message : String(error);
  return `This is a bug in docusaurus-plugin-translate-llm: ${visible(message)}`;
}

function annotationLines(problems: readonly Problem[], runner: Runner): readonly string[] {
  const kinds = keptByKind(problems);
  const lines = inTurns(
    kinds.map((kept) =>
      kept.places.slice(0, SHOWN).map((place) => annotation(place, kept, runner)),
    ),
  );
  const places = kinds.reduce((sum, kept) => sum + kept.places.length, 0);
  return places <= SHOWN ? lines : [...lines, cutWords(places)];
}

/** So many warnings of a step does GitHub show; more of one kind cannot appear, whatever else there is. */
const SHOWN = 10;

function cutWords(places: number): string {
  return `GitHub shows ${figure(SHOWN)} annotations a step; ${count(places, "place")} are kept in the source language (--json lists all).`;
}

/** The first of each kind, then the second of each, because GitHub shows the first ones: every kind should be seen. */
function inTurns(lists: readonly (readonly string[])[]): readonly string[] {
  const turns = Array.from({ length: SHOWN }, (_, turn) => turn);
  return turns.flatMap((turn) => lists.flatMap((list) => list.slice(turn, turn + 1)));
}

function annotation(place: Place, { keptAs, title, hint }: KeptKind, runner: Runner): string {
  const properties = [
    `file=${commandProperty(visible(fileInRoot(place.page, runner)))}`,
    `line=${place.line}`,
    `title=${commandProperty(`${keptAs}: ${title}`)}`,
  ];
  const message = [visible(aboutPlace(place)), hint].filter((line) => line !== "").join("\n");
  return `::warning ${properties.join(",")}::${commandData(message)}`;
}

/** With `/`, relative to the checkout; a page outside of it stays as it is named. */
function fileInRoot(page: string, { root, siteDir }: Runner): string {
  if (root === undefined || !isAbsolute(root)) return page;
  const path = relative(root, join(siteDir, page));
  const isOutside = path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);
  return isOutside ? page : path.split(sep).join("/");
}
