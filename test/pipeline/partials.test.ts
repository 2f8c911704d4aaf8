import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RunEvent } from "../../src/core/events.ts";
import type { CompiledPage } from "../../src/io/ports.ts";
import { startBench } from "./bench.ts";

const pages = {
  "a.mdx": "import Note from './_note.mdx';\n\n# A page\n\n<Note />\n",
  "_note.mdx": "Words that many pages share.\n",
};

test("a page imports the localized partial from its side", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  expect(await bench.read("a.mdx")).toContain("import Note from './_note.mdx';");
  expect(await bench.read("_note.mdx")).toBe("FR Words that many pages share.\n");
});

test("what is imported by the site's own path leads to the localized partial", async () => {
  const page = "import Note from '@site/docs/_note.mdx';\n\n# A page\n\n<Note />\n";
  const bench = await startBench({ pages: { ...pages, "a.mdx": page } });
  await bench.run();
  expect(await bench.read("a.mdx")).toContain("import Note from '@site/i18n/fr/_note.mdx';");
});

test("where the partial has no localized twin, the page imports that of the source", async () => {
  const bench = await startBench({ pages });
  await bench.run({ only: ["a.mdx"] });
  expect(await bench.read("a.mdx")).toContain("import Note from '@site/docs/_note.mdx';");
  expect(await bench.run()).toMatchObject({ locales: [{ written: 2 }] });
  expect(await bench.read("a.mdx")).toContain("import Note from './_note.mdx';");
  expect(await bench.run()).toMatchObject({ locales: [{ current: 2 }] });
});

test("a partial that cannot be written is imported from the source", async () => {
  const compiler = {
    compile: async ({ source }: CompiledPage) =>
      source.page === "docs/_note.mdx" ? { line: 1, reason: "no good" } : undefined,
  };
  const bench = await startBench({ pages });
  const summary = await bench.run({ ports: { compiler } });
  expect(summary.problems).toMatchObject([{ page: "docs/_note.mdx", kind: "source-refused" }]);
  expect(existsSync(join(bench.dir, "i18n/fr/_note.mdx"))).toBe(false);
  expect(await bench.read("a.mdx")).toContain("import Note from '@site/docs/_note.mdx';");
});

test("partials of partials are there before what imports them, and a circle comes to an end", async () => {
  const bench = await startBench({
    pages: {
      ...pages,
      "_note.mdx": "import Deep from './_deep.mdx';\n\nShared words stand here.\n\n<Deep />\n",
      "_deep.mdx": "Words that lie deep.\n",
      "_egg.mdx": "import Hen from './_hen.mdx';\n\nAn egg comes first.\n\n<Hen />\n",
      "_hen.mdx": "import Egg from './_egg.mdx';\n\nA hen comes first.\n\n<Egg />\n",
    },
  });
  const written: string[] = [];
  const emit = (event: RunEvent) => {
    if (event.kind === "page-written") written.push(event.page);
  };
  await bench.run({ ports: { emit } });
  expect(written.slice(0, 3)).toEqual(["docs/_deep.mdx", "docs/_note.mdx", "docs/a.mdx"]);
  expect(await bench.read("_egg.mdx")).toContain("FR An egg comes first.");
  await bench.run();
  expect(await bench.run()).toMatchObject({ requests: 0, locales: [{ current: 5, written: 0 }] });
  expect(await bench.read("_hen.mdx")).toContain("import Egg from './_egg.mdx';");
});

test("an import as formatters write it, or with a query, finds the localized partial too", async () => {
  const page =
    "import A from './\\_note.mdx';\nimport B from '@site/docs/_note.mdx?raw';\n\n# A page\n";
  const bench = await startBench({ pages: { ...pages, "a.mdx": page } });
  await bench.run();
  expect(await bench.read("a.mdx")).toContain(
    "import A from './\\_note.mdx';\nimport B from '@site/i18n/fr/_note.mdx?raw';",
  );
});

test("a partial gets no front matter, whatever its name", async () => {
  const page = "import Note from './_parts/index.mdx';\n\n# A page\n\n<Note />\n";
  const bench = await startBench({
    pages: { "a.mdx": page, "_parts/index.mdx": "# Shared words\n\nThey stand here.\n" },
  });
  await bench.run();
  expect(await bench.read("_parts/index.mdx")).toBe("# FR Shared words\n\nFR They stand here.\n");
});
