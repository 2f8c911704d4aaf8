import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Finding,
  type FindingKind,
  findingText,
  findingWords,
} from "../../../src/core/doctor/findings.ts";
import { mergeFindings } from "../../../src/core/doctor/merge-findings.ts";

const finding: Finding = {
  kind: "orphan",
  file: "a.md",
  locales: ["fr"],
  details: { source: "b" },
};

test("what is the same in several locales is told once", () => {
  const other = { ...finding, locales: ["ja"] };
  expect(mergeFindings([finding, other, finding])).toEqual([{ ...finding, locales: ["fr", "ja"] }]);
});

test("what differs in anything else stays apart", () => {
  const others = [
    { ...finding, line: 2 },
    { ...finding, details: { source: "c" } },
  ];
  expect(mergeFindings([finding, ...others])).toHaveLength(3);
});

const kinds = Object.keys(findingWords).filter((kind): kind is FindingKind => kind in findingWords);

const anyFinding: fc.Arbitrary<Finding> = fc.record({
  kind: fc.constantFrom(...kinds),
  file: fc.constantFrom("a.md", "b.md"),
  line: fc.integer({ min: 1, max: 3 }),
  locales: fc.subarray(["fr", "ja"]),
  details: fc.constant({}),
});

test("nothing is lost, nothing is told twice, and what breaks comes first", () => {
  fc.assert(
    fc.property(fc.array(anyFinding), (findings) => {
      const merged = mergeFindings(findings);
      const place = ({ kind, file, line }: Finding) => `${kind} ${file} ${line}`;
      expect(new Set(merged.map(place))).toEqual(new Set(findings.map(place)));
      expect(new Set(merged.map(place)).size).toBe(merged.length);
      const ranks = merged.map((each) =>
        ["breaks", "stops", "notes"].indexOf(findingText(each).severity),
      );
      expect(ranks).toEqual(ranks.toSorted());
    }),
  );
});
