import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ContentRoot } from "../../../src/core/model.ts";
import { findPartials } from "../../../src/io/site/find-partials.ts";
import { markdownFor } from "../../support/markdown.ts";

/** Who imports whom: the first one is a page, the others are partials. */
const graphs = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 });
type Graph = readonly (readonly number[])[];

test("finds exactly the partials that lead back to a page, whoever imports whom", async () => {
  await fc.assert(
    fc.asyncProperty(graphs, async (graph) => {
      expect(await partialsIn(graph)).toEqual(reachable(graph));
    }),
    { numRuns: 50 },
  );
});

function nameOf(index: number): string {
  return index === 0 ? "page.mdx" : `_${index}.mdx`;
}

async function partialsIn(graph: Graph): Promise<readonly string[]> {
  const siteDir = await realpath(await mkdtemp(join(tmpdir(), "translate-llm-partials-")));
  try {
    const root = rootAt(join(siteDir, "docs"));
    await mkdir(root.dir);
    for (const [index, imports] of graph.entries())
      await writeFile(
        join(root.dir, nameOf(index)),
        imports.map((to) => `import P${to} from './${nameOf(to)}';\n`).join(""),
      );
    const path = join(root.dir, nameOf(0));
    const page = { format: "page", page: "docs/page.mdx", path, root, isPartial: false } as const;
    const folder = { root, include: ["**/*.mdx"], exclude: ["**/_*"], loaded: new Map() };
    const found = await findPartials([page], [folder], { siteDir, localizationDirs: [] });
    return found.map((partial) => partial.page).sort();
  } finally {
    await rm(siteDir, { recursive: true });
  }
}

function rootAt(dir: string): ContentRoot {
  return {
    kind: "docs",
    dir,
    localizedDirs: new Map(),
    isShadowed: false,
    markdown: markdownFor({}),
    fingerprint: "",
  };
}

function reachable(graph: Graph): readonly string[] {
  const seen = new Set([0]);
  for (const index of seen) for (const to of graph[index] ?? []) seen.add(to);
  return [...seen]
    .filter((index) => index !== 0)
    .map((index) => `docs/${nameOf(index)}`)
    .sort();
}
