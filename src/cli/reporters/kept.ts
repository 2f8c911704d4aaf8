import { groupBy } from "../../core/group-by.ts";
import type { Locale } from "../../core/model.ts";
import { type Problem, type ProblemKind, problemWords } from "../../core/problems.ts";
import { count, figure } from "./count.ts";

/** All that is kept as it was for one reason, which has one cure. */
export interface KeptKind {
  readonly kind: ProblemKind;
  /** "Kept in the source language", or what else stands there. */
  readonly keptAs: string;
  readonly title: string;
  readonly hint: string;
  /** Problems; a text that is kept in two locales is two. */
  readonly size: number;
  readonly places: readonly Place[];
}

/** A text in its source page, or a page, with all locales that keep it. */
export interface Place {
  readonly page: string;
  readonly line: number;
  /** Empty where the trouble is with the page. */
  readonly text: string;
  /** None where the trouble is with the source itself. */
  readonly locales: readonly Locale[];
  /** Each one once. */
  readonly details: readonly string[];
}

/**
 * In the order of the table of kinds, which starts with what is wrong at home and ends with the provider; what has an
 * earlier translation to show comes first, because it is least urgent and the end of a report is what people read.
 */
export function keptByKind(problems: readonly Problem[]): readonly KeptKind[] {
  const order = Object.keys(problemWords);
  const sorted = [...inReadingOrder(problems)].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind),
  );
  return [true, false].flatMap((earlier) => {
    const list = sorted.filter((problem) => (problem.earlier ?? false) === earlier);
    const keptAs = `Kept in ${earlier ? "an earlier translation" : "the source language"}`;
    return [...groupBy(list, ({ kind }) => kind)].map(([kind, own]) => {
      const { title, hint } = problemWords[kind];
      return { kind, keptAs, title, hint, size: own.length, places: placesOf(own) };
    });
  });
}

/** By page, line and locale; texts of one line stay in the order of the page. */
export function inReadingOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) =>
      compareNames(a.page, b.page) ||
      a.line - b.line ||
      compareNames(a.locale ?? "", b.locale ?? ""),
  );
}

/** "2" where each stands in a place of its own, else "3 in 2 places". */
export function sizeWords({ size, places }: KeptKind): string {
  return size === places.length
    ? figure(size)
    : `${figure(size)} in ${count(places.length, "place")}`;
}

/** "fr, ja · the text · what the matter is"; empty where there is nothing to say. */
export function aboutPlace({ locales, text, details }: Place): string {
  return [locales.join(", "), text, detailWords(details)].filter((part) => part !== "").join(" · ");
}

/** Every locale may have a detail of its own; a few of them show what is wrong. */
export function detailWords(details: readonly string[]): string {
  return [
    ...details.slice(0, SHOWN_DETAILS),
    ...(details.length > SHOWN_DETAILS ? ["…"] : []),
  ].join("; ");
}

const SHOWN_DETAILS = 3;

function placesOf(problems: readonly Problem[]): readonly Place[] {
  const places = groupBy(problems, ({ page, line, text }) => JSON.stringify([page, line, text]));
  return [...places.values()].flatMap((list) =>
    list.slice(0, 1).map(({ page, line, text }) => ({
      page,
      line,
      text,
      locales: distinct(list.map(({ locale }) => locale ?? "")),
      details: distinct(list.map(({ detail }) => detail)),
    })),
  );
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== "");
}

const natural = new Intl.Collator("en", { numeric: true });

/** As people count, `part-2` before `part-10`; names that only look the same still have an order. */
function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return natural.compare(a, b) || (a < b ? -1 : 1);
}
