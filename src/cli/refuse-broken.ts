import { type Finding, findingText, isBreaking } from "../core/doctor/findings.ts";
import { judgeLocale } from "../core/doctor/judge-locale.ts";
import { mergeFindings } from "../core/doctor/merge-findings.ts";
import { UserError } from "../core/errors.ts";
import type { Locale } from "../core/model.ts";
import type { Emit, InspectLocale } from "../io/ports.ts";
import { type ExaminePorts, type OwnedSite, ownFiles } from "../pipeline/examine.ts";

/** A run that is about to begin. */
interface Beginning extends OwnedSite {
  /** `false` for a run that only says what it would do. */
  readonly writes: boolean;
}

interface Ports extends Pick<ExaminePorts, "pages" | "files"> {
  readonly inspect: InspectLocale;
  readonly emit: Emit;
}

/**
 * Docusaurus turns a locale's translations on when the first file is written, and some sites do not build from then
 * on. Such a run is refused. Where translations are on already, refusing would mend nothing.
 */
export async function refuseBroken(
  { site, locales, writes }: Beginning,
  ports: Ports,
): Promise<void> {
  const coming: Finding[] = [];
  const present: Finding[] = [];
  for (const locale of locales) {
    const report = await ports.inspect(locale);
    const breaking = await lasting(
      judgeLocale(report).filter(isBreaking),
      { site, locales: [locale] },
      ports,
    );
    (writes && !report.isTranslated ? coming : present).push(...breaking);
  }
  warn(mergeFindings(present), ports);
  refuse(mergeFindings(coming));
}

/** What stands in a file that is as we wrote it is made anew by the run. */
async function lasting(
  findings: readonly Finding[],
  owned: OwnedSite,
  ports: Ports,
): Promise<readonly Finding[]> {
  if (findings.length === 0) return findings;
  const own = await ownFiles(owned, ports);
  return findings.filter(({ file }) => !own.has(file));
}

function warn(findings: readonly Finding[], { emit }: Ports): void {
  const [first] = findings;
  if (first === undefined) return;
  const { file } = first;
  const { sentence } = findingText(first);
  const warning = { locales: localesOf(findings), file, sentence, findings: findings.length };
  emit({ kind: "warning", warning: { kind: "locale-breaks", ...warning } });
}

function refuse(findings: readonly Finding[]): void {
  const [first] = findings;
  if (first === undefined) return;
  const { file } = first;
  const { sentence, fix } = findingText(first);
  const locales = localesOf(findings).join(", ");
  const count = String(findings.length);
  throw new UserError("locale-breaks", { locales, count, file, sentence, fix });
}

function localesOf(findings: readonly Finding[]): readonly Locale[] {
  return [...new Set(findings.flatMap(({ locales }) => locales))];
}
