import type { Finding } from "./findings.ts";
import type { KeyCollision, LoadFault, LocaleReport, SidebarPlace } from "./locale-report.ts";

/** What Docusaurus has said about a locale, as findings: what breaks because of translations, and what is older. */
export function judgeLocale({ locale, faults, collisions }: LocaleReport): readonly Finding[] {
  const found = [...collisions.flatMap(sharedKeys), ...faults.map(judgeFault)];
  return withoutRepeats(found).map((finding) => ({ ...finding, locales: [locale] }));
}

/** What many pages lack of one file is mended once: the first page stands for all. */
function withoutRepeats(findings: readonly InLocale[]): readonly InLocale[] {
  const told = new Set<string>();
  return findings.filter(({ kind, file, details: { page, ...details } }) => {
    const key = JSON.stringify([
      kind,
      file,
      page === undefined ? details : { ...details, page: "" },
    ]);
    return !told.has(key) && told.add(key).has(key);
  });
}

type InLocale = Omit<Finding, "locales">;

/** The first may keep its key: all others need one. */
function sharedKeys({ key, places }: KeyCollision): readonly InLocale[] {
  const [first, ...others] = places;
  if (first === undefined) return [];
  return others.map(({ kind, file, label, ownKey }) => ({
    kind,
    file,
    details: { key, label, ownKey, other: inWords(first, file) },
  }));
}

function inWords({ label, file }: SidebarPlace, otherFile: string): string {
  return file === otherFile ? `another item "${label}"` : `"${label}" of ${file}`;
}

function judgeFault(fault: LoadFault): InLocale {
  const { stage, file, reason, isOlder } = fault;
  if (isOlder && stage !== "messages")
    return { kind: "refused-anyway", file, details: { reason: withoutStop(reason) } };
  if (stage === "messages")
    return { kind: "messages-refused", file, details: { reason: withoutStop(reason) } };
  return (
    missingAuthor(fault) ??
    missingTags(fault) ?? {
      kind: "content-refused",
      file,
      details: { reason: withoutStop(reason) },
    }
  );
}

function missingAuthor({ file: page, reason, dataFiles }: LoadFault): InLocale | undefined {
  const [, author] = /^Blog author with key "(.+?)" not found/.exec(reason) ?? [];
  const file = dataFiles.find(({ holds }) => holds === "authors")?.file;
  return author === undefined || file === undefined
    ? undefined
    : { kind: "author-missing", file, details: { author, page } };
}

function missingTags({ file: page, reason, dataFiles }: LoadFault): InLocale | undefined {
  const [, tags] = /^Tags \[(.+)\] used in .+ are not defined in /.exec(reason) ?? [];
  const file = dataFiles.find(({ holds }) => holds === "tags")?.file;
  return tags === undefined || file === undefined
    ? undefined
    : { kind: "tag-missing", file, details: { tags, page } };
}

/** The sentence has one of its own. */
function withoutStop(reason: string): string {
  return reason.replace(/[.:\s]+$/, "");
}
