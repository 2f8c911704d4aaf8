import type { LocaleSummary, Summary } from "../../pipeline/run.ts";
import { count, figure } from "./count.ts";
import { summaryCell } from "./escape.ts";
import { detailWords, type KeptKind, keptByKind, type Place, sizeWords } from "./kept.ts";
import { moneyWords } from "./money-words.ts";

/**
 * A summary for the page of a workflow run: Markdown with tables in HTML. All foreign text is in the tables, and every
 * table is without an empty line, so that Markdown reads none of it.
 */
export function stepSummary(summary: Summary): string {
  const parts = [localesPart(summary), ...keptByKind(summary.problems).map(kindPart)];
  const fitting = parts.filter((_, index) => bytesOf(parts.slice(0, index + 1)) <= MAX_BYTES);
  const more = parts.length - fitting.length;
  const cut = more > 0 ? [`… and ${count(more, "more kind")} (--json lists all)\n`] : [];
  // Other commands of the step write to the same file; empty lines keep their Markdown and ours apart.
  return ["", ...fitting, ...cut, ""].join("\n");
}

/** GitHub drops all summaries of a step together when they pass 1 MiB. */
const MAX_BYTES = 500_000;

function bytesOf(parts: readonly string[]): number {
  return Buffer.byteLength(parts.join("\n"));
}

function localesPart(summary: Summary): string {
  const future = summary.mode !== "run";
  const heads = [
    "Locale",
    "Pages",
    "Up to date",
    future ? "To write" : "Written",
    future ? "Texts to translate" : "Texts asked for",
    "Changed by hand",
    future ? "To remove" : "Removed",
  ];
  return [
    "## Translation",
    "",
    ...table(heads, summary.locales.map(localeCells)),
    "",
    moneyWords(summary),
    "",
  ].join("\n");
}

function localeCells(locale: LocaleSummary): readonly string[] {
  const { pages, current, written, missing, editedPages, removed } = locale;
  const figures = [pages, current, written, missing, editedPages.length, removed].map(figure);
  return [summaryCell(locale.locale), ...figures];
}

function kindPart(kept: KeptKind): string {
  const more = kept.places.length - SHOWN;
  return [
    `### ${kept.keptAs}, ${kept.kind} (${sizeWords(kept)}): ${kept.title}`,
    "",
    kept.hint,
    "",
    ...table(["Place", "Locales", "Text", "Detail"], kept.places.slice(0, SHOWN).map(placeCells)),
    "",
    ...(more > 0 ? [`… and ${count(more, "more place")} (--json lists all)`, ""] : []),
  ].join("\n");
}

/** More than on a terminal, because nothing scrolls away here. */
const SHOWN = 100;

function placeCells({ page, line, locales, text, details }: Place): readonly string[] {
  return [`${page}:${line}`, locales.join(", "), text, detailWords(details)].map(summaryCell);
}

/** One row a line; the cells are HTML already. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (name: "th" | "td") => (cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${name}>${cell}</${name}>`).join("")}</tr>`;
  return ["<table>", row("th")(heads), ...rows.map(row("td")), "</table>"];
}
