import type { PageReport } from "./page-report.ts";
import type { SiteRow, Verdict } from "./verdict.ts";

/** The run as text: a row a site, every finding, and what it comes to. */
export function reportText(verdict: Verdict, seconds: number): string {
  const { rows, total, reports, remarks, passed } = verdict;
  return [
    ...table([head, ...[...rows, total].map(cells)]),
    "",
    "read, identity, forced, pseudo: pages that miss. seconds: time spent, on all processes together.",
    ...section("Misses", reports.flatMap(missLines)),
    ...section("Unsupported Segments", reports.flatMap(unsupportedLines)),
    ...section("Rejected by Docusaurus", reports.flatMap(rejectedLines)),
    "",
    ...remarks,
    summary(total, passed, seconds),
    "",
  ].join("\n");
}

const head = [
  "site",
  "files",
  "Segments",
  "rejected",
  "read",
  "identity",
  "forced",
  "pseudo",
  "unsupported",
  "seconds",
];

function cells({ site, missing, ...row }: SiteRow): string[] {
  const counts = [row.files, row.segments, row.rejected];
  const misses = [missing.read, missing.identity, missing.forced, missing.pseudo];
  return [site, ...[...counts, ...misses, row.unsupported].map(String), row.seconds.toFixed(0)];
}

function table(lines: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines.map((line) =>
    line
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  "),
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `${title}:`, ...lines.map((line) => `  ${line}`)];
}

function missLines(report: PageReport): string[] {
  return report.misses.map(
    ({ check, line, reason }) => `${check} ${place(report, line)} ${reason}`,
  );
}

function unsupportedLines(report: PageReport): string[] {
  return report.unsupported.map(({ line, reason }) => `${place(report, line)} ${reason}`);
}

function rejectedLines(report: PageReport): string[] {
  const { rejected } = report;
  return rejected ? [`${place(report, rejected.line)} ${rejected.reason}`] : [];
}

function place({ site, page }: PageReport, line: number): string {
  return `${site}/${page}:${line}`;
}

function summary(total: SiteRow, passed: boolean, seconds: number): string {
  const { files, segments, unsupported } = total;
  const share = segments === 0 ? 0 : (unsupported / segments) * 100;
  const result = passed ? "Passed" : "FAILED";
  return `${result}: ${files} pages, ${segments} Segments, ${unsupported} unsupported (${share.toFixed(4)} %), in ${seconds.toFixed(0)} seconds.`;
}
