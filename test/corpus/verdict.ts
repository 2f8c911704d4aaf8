import type { Check, PageReport } from "./page-report.ts";

/** Everything that the report prints, and whether the run passed. */
export interface Verdict {
  readonly passed: boolean;
  readonly rows: readonly SiteRow[];
  readonly total: SiteRow;
  readonly reports: readonly PageReport[];
  /** One sentence for every reason to fail, and for every pin that can be lowered. */
  readonly remarks: readonly string[];
}

export interface SiteRow {
  readonly site: string;
  readonly files: number;
  readonly segments: number;
  readonly rejected: number;
  /** Pages that miss, by check. */
  readonly missing: Readonly<Record<Check, number>>;
  readonly unsupported: number;
  readonly seconds: number;
}

/** Of all Segments of a run, how many may be left in the source language for good. */
const unsupportedShare = 0.0002;

/** `pins`: how many pages of each site Docusaurus itself refuses. */
export function verdict(
  sites: readonly string[],
  reports: readonly PageReport[],
  pins: Readonly<Record<string, number>>,
): Verdict {
  const rows = sites.map((site) =>
    rowOf(
      site,
      reports.filter((report) => report.site === site),
    ),
  );
  const total = rowOf("all", reports);
  const failures = [...missed(total), ...rises(rows, pins), ...tooManyUnsupported(total)];
  const remarks = [...failures, ...falls(rows, pins)];
  return { passed: failures.length === 0, rows, total, reports, remarks };
}

function rowOf(site: string, reports: readonly PageReport[]): SiteRow {
  const pagesMissing = (check: Check) =>
    reports.filter(({ misses }) => misses.some((miss) => miss.check === check)).length;
  return {
    site,
    files: reports.length,
    segments: sum(reports.map(({ segments }) => segments)),
    rejected: reports.filter(({ rejected }) => rejected !== undefined).length,
    missing: {
      read: pagesMissing("read"),
      identity: pagesMissing("identity"),
      forced: pagesMissing("forced"),
      pseudo: pagesMissing("pseudo"),
    },
    unsupported: sum(reports.map(({ unsupported }) => unsupported.length)),
    seconds: sum(reports.map(({ milliseconds }) => milliseconds)) / 1000,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function missed({ missing }: SiteRow): string[] {
  return sum(Object.values(missing)) > 0 ? ["There are misses."] : [];
}

function rises(rows: readonly SiteRow[], pins: Readonly<Record<string, number>>): string[] {
  return rows
    .filter(({ site, rejected }) => rejected > (pins[site] ?? 0))
    .map(
      ({ site, rejected }) =>
        `${site}: Docusaurus rejects ${rejected} pages, ${pins[site] ?? 0} are pinned.`,
    );
}

function falls(rows: readonly SiteRow[], pins: Readonly<Record<string, number>>): string[] {
  return rows
    .filter(({ site, rejected }) => rejected < (pins[site] ?? 0))
    .map(
      ({ site, rejected }) =>
        `${site}: lower the pin in rejected.json from ${pins[site]} to ${rejected}.`,
    );
}

function tooManyUnsupported({ unsupported, segments }: SiteRow): string[] {
  if (unsupported <= segments * unsupportedShare) return [];
  return [
    `${unsupported} of ${segments} Segments are unsupported: more than ${unsupportedShare * 100} %.`,
  ];
}
