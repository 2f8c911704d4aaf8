import { expect, test } from "vitest";
import type { PageReport } from "./page-report.ts";
import { reportText } from "./report-text.ts";
import { verdict } from "./verdict.ts";

const finding = { line: 3, reason: "because" };
const good: PageReport = {
  site: "a",
  page: "docs/b.md",
  segments: 5000,
  milliseconds: 1000,
  misses: [],
  unsupported: [],
};

test("passes pages without findings", () => {
  const { passed, remarks, rows } = verdict(["a"], [good, good], {});
  expect({ passed, remarks }).toEqual({ passed: true, remarks: [] });
  expect(rows).toMatchObject([{ site: "a", files: 2, segments: 10_000, seconds: 2 }]);
});

test("fails on a single miss, and counts pages rather than misses", () => {
  const miss = { check: "forced", ...finding } as const;
  const { passed, total } = verdict(["a"], [good, { ...good, misses: [miss, miss] }], {});
  expect(passed).toBe(false);
  expect(total.missing).toEqual({ read: 0, identity: 0, forced: 1, pseudo: 0 });
});

test("fails where Docusaurus rejects more pages than are pinned", () => {
  const rejected = { ...good, rejected: finding };
  expect(verdict(["a"], [rejected], { a: 1 })).toMatchObject({ passed: true, remarks: [] });
  expect(verdict(["a"], [rejected], {})).toMatchObject({
    passed: false,
    remarks: ["a: Docusaurus rejects 1 pages, 0 are pinned."],
  });
});

test("asks for a lower pin where Docusaurus rejects fewer", () => {
  expect(verdict(["a"], [good], { a: 1, b: 7 })).toMatchObject({
    passed: true,
    remarks: ["a: lower the pin in rejected.json from 1 to 0."],
  });
});

test("accepts one unsupported Segment in 5,000, not two", () => {
  const unsupported = { index: 0, ...finding };
  const withUnsupported = (count: number) => ({
    ...good,
    unsupported: Array(count).fill(unsupported),
  });
  expect(verdict(["a"], [withUnsupported(1)], {}).passed).toBe(true);
  expect(verdict(["a"], [withUnsupported(2)], {}).passed).toBe(false);
});

test("prints every finding with its place", () => {
  const report: PageReport = {
    ...good,
    rejected: finding,
    misses: [{ check: "identity", ...finding }],
    unsupported: [{ index: 0, ...finding }],
  };
  const text = reportText(verdict(["a"], [report], {}), 2);
  expect(text.split("\n")).toEqual(
    expect.arrayContaining([
      "  identity a/docs/b.md:3 because",
      "  a/docs/b.md:3 because",
      "FAILED: 1 pages, 5000 Segments, 1 unsupported (0.0200 %), in 2 seconds.",
    ]),
  );
});
