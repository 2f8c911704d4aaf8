import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findingText, findingWords, isBreaking } from "../../../src/core/doctor/findings.ts";
import { judgeLocale } from "../../../src/core/doctor/judge-locale.ts";
import type { LoadFault } from "../../../src/core/doctor/locale-report.ts";

const kinds = Object.keys(findingWords);
const guide = readFileSync(
  fileURLToPath(new URL("../../../example-site/docs/doctor.md", import.meta.url)),
  "utf8",
);

test.each(kinds)("the guide has one section for %s", (kind) => {
  const sections = guide.split(/^### /m).slice(1);
  expect(sections.filter((section) => section.includes(`Kind \`${kind}\`.`))).toHaveLength(1);
});

test("the guide has no section for anything else", () => {
  const told = [...guide.matchAll(/Kind `([\w-]+)`\./g)].map(([, kind]) => kind);
  expect(told.sort()).toEqual(kinds.toSorted());
});

test.each(Object.entries(findingWords))(
  "%s: a sentence and a cure of one line each",
  (_, words) => {
    for (const text of [words.sentence, words.fix]) expect(text).toMatch(/^[^\n]+[.}]$/);
  },
);

const fault: LoadFault = {
  stage: "content",
  file: "docs/a.md",
  reason: "It is wrong.",
  isOlder: false,
  dataFiles: [],
};

function judged(...faults: readonly LoadFault[]) {
  const report = { locale: "fr", isTranslated: false, faults, collisions: [] };
  return judgeLocale(report);
}

test("what was broken before does not count as breaking", () => {
  expect(judged(fault).map(isBreaking)).toEqual([true]);
  expect(judged({ ...fault, isOlder: true }).map(isBreaking)).toEqual([false]);
});

test("foreign words stand in the sentence as they are", () => {
  const [finding] = judged({ ...fault, reason: "{file} and $& are {wrong}." });
  expect(finding && findingText(finding).sentence).toBe(
    "Docusaurus refuses the content of fr: {file} and $& are {wrong}.",
  );
});

test("an author is missing only where the locale has a file of its own", () => {
  const reason = 'Blog author with key "bob" not found in the authors map file.';
  const dataFiles = [{ holds: "authors", file: "i18n/fr/authors.yml" }] as const;
  const kindsOf = (...faults: LoadFault[]) => judged(...faults).map(({ kind }) => kind);
  expect(kindsOf({ ...fault, reason, dataFiles })).toEqual(["author-missing"]);
  expect(kindsOf({ ...fault, reason })).toEqual(["content-refused"]);
});

test("pages that lack the same author are told once, others by themselves", () => {
  const reason = (name: string) =>
    `Blog author with key "${name}" not found in the authors map file.`;
  const dataFiles = [{ holds: "authors", file: "i18n/fr/authors.yml" }] as const;
  const lacking = (file: string, name: string) => ({
    ...fault,
    file,
    reason: reason(name),
    dataFiles,
  });
  const findings = judged(lacking("a.md", "bob"), lacking("b.md", "bob"), lacking("c.md", "eve"));
  expect(findings.map(({ details }) => details["page"])).toEqual(["a.md", "c.md"]);
});
