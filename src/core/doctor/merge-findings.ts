import { type Finding, findingWords, type Severity } from "./findings.ts";

/** What is the same in several locales is told once; the worst comes first, then in the order of the files. */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const { locales, ...rest } = finding;
    const key = JSON.stringify(rest);
    const before = merged.get(key)?.locales ?? [];
    merged.set(key, { ...finding, locales: [...new Set([...before, ...locales])] });
  }
  return [...merged.values()].sort(
    (a, b) => rank(a) - rank(b) || compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0),
  );
}

const order: readonly Severity[] = ["breaks", "stops", "notes"];

function rank({ kind }: Finding): number {
  return order.indexOf(findingWords[kind].severity);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
