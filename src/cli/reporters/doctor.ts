import { type Finding, findingText, type Severity } from "../../core/doctor/findings.ts";
import { count } from "./count.ts";
import { printable, printableJson } from "./escape.ts";
import { createHumanReporter } from "./human.ts";
import { createJsonReporter } from "./json.ts";
import type { Streams } from "./reporter.ts";

/** Says what the doctor has found, to people or to programs. */
export interface DoctorReporter {
  start(pages: number): void;
  findings(findings: readonly Finding[]): void;
  failure(error: unknown): void;
}

/** Sorted as they are, in one list for each severity; a finding is its file, a sentence and a cure. */
export function createHumanDoctorReporter({ out, err, verbose }: Voice): DoctorReporter {
  return {
    start: (pages) => err(`Looking at ${count(pages, "page")} …`),
    findings: (findings) => findingLines(findings).map(printable).forEach(out),
    failure: createHumanReporter({ out, err, verbose }).failure,
  };
}

export type Voice = Streams & { readonly verbose: boolean };

/** One JSON document on standard output and nothing else. */
export function createJsonDoctorReporter({ out, err }: Streams): DoctorReporter {
  return {
    start: () => undefined,
    findings: (findings) => out(printableJson({ findings: findings.map(reported) })),
    failure: createJsonReporter({ out, err }).failure,
  };
}

/** Spelled out for the order of the fields. */
function reported(finding: Finding) {
  const { kind, file, line, locales, details } = finding;
  const { severity, sentence, fix } = findingText(finding);
  const where = { file, ...(line === undefined ? {} : { line }), locales };
  return { severity, kind, ...where, sentence, fix, details };
}

const titles: Readonly<Record<Severity, string>> = {
  breaks: "Docusaurus would not build the translated site",
  stops: "Nothing can be translated",
  notes: "Worth knowing",
};

function findingLines(findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return ["Nothing found: the site is ready to be translated."];
  return severities.flatMap((severity) => {
    const own = findings.filter((finding) => findingText(finding).severity === severity);
    if (own.length === 0) return [];
    return ["", `${titles[severity]} (${own.length}):`, ...own.flatMap(linesOf)];
  });
}

const severities = ["breaks", "stops", "notes"] as const;

function linesOf(finding: Finding): readonly string[] {
  const { kind, file, line, locales } = finding;
  const { sentence, fix } = findingText(finding);
  const place = line === undefined ? file : `${file}:${line}`;
  const about = [place, locales.join(", "), kind].filter((part) => part !== "").join(" · ");
  return [`  ${about}`, `    ${sentence}`, `    ${fix}`];
}
