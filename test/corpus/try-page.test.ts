import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createLoader } from "./create-loader.ts";
import { tryPage } from "./try-page.ts";

test.each([
  ["a byte order mark", Buffer.from("\ufeff# A\n\nb [c](./d.md).\n")],
  ["Windows line endings and no last one", Buffer.from("# A\r\n\r\n## B\r\n\r\n- c\r\n  d")],
  ["nothing", Buffer.from("")],
])("finds nothing in a page with %s", async (_, bytes) => {
  expect(await tried(bytes)).toMatchObject({ misses: [], unsupported: [] });
});

test("reports pages that are not UTF-8", async () => {
  const report = await tried(Buffer.from([0x23, 0x20, 0xe9, 0x0a]));
  expect(report).toMatchObject({ misses: [], rejected: { line: 1, reason: "not UTF-8" } });
});

test("reports pages that Docusaurus refuses, with their line", async () => {
  const report = await tried(Buffer.from("# A\n\n{b\n"));
  expect(report).toMatchObject({ misses: [], rejected: { line: expect.any(Number) } });
});

test("counts broken front matter as rejected", async () => {
  const report = await tried(Buffer.from("---\na: [\n---\n\n# A\n"));
  expect(report).toMatchObject({ misses: [], rejected: { reason: expect.any(String) } });
});

test("misses pages that only the tool refuses", async () => {
  const report = await tried(Buffer.from("# A\n"), () => {
    throw new Error("no");
  });
  expect(report.misses).toEqual([{ check: "read", line: 1, reason: "no" }]);
});

async function tried(bytes: Buffer, preprocess?: () => string) {
  const dir = mkdtempSync(join(tmpdir(), "corpus-"));
  writeFileSync(join(dir, "page.mdx"), bytes);
  const root = { kind: "docs", path: ".", format: "mdx" } as const;
  const { markdown, compile } = createLoader(dir, root);
  const loader = { compile, markdown: preprocess ? { ...markdown, preprocess } : markdown };
  const site = { id: "a", dir, roots: [root] };
  return tryPage({ site, root, file: "page.mdx", loader, siteFiles: new Set() });
}
