import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startBench } from "./bench.ts";

const pages = {
  "a.md": "# A page\n\nIts words are few.\n",
  "deep/b.md": "# Another page\n\nMore words here.\n",
};

test("the localized page goes with its source, and so do folders that are empty then", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  await bench.remove("docs/deep/b.md");
  expect(await bench.plan()).toMatchObject({ locales: [{ pages: 1, removed: 1 }] });
  expect(await bench.run()).toMatchObject({ requests: 0, locales: [{ removed: 1 }] });
  expect(existsSync(join(bench.dir, "i18n/fr/deep"))).toBe(false);
  expect(await readFile(bench.path("pages", "fr.jsonl"), "utf8")).not.toContain("deep/b.md");
  expect(bench.events).toContainEqual({
    kind: "page-removed",
    locale: "fr",
    page: "docs/deep/b.md",
  });
  expect(await bench.run()).toMatchObject({ locales: [{ removed: 0 }] });
});

test("the words of a page that is gone are still known when it comes back", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  await bench.remove("docs/a.md");
  await bench.run();
  await bench.write("a.md", pages["a.md"]);
  expect(await bench.run()).toMatchObject({ requests: 0, locales: [{ written: 1 }] });
});

test("a page that is moved is moved in every locale, and nothing is asked for", async () => {
  const bench = await startBench({ pages, locales: ["fr", "ja"] });
  await bench.run();
  await bench.remove("docs/a.md");
  await bench.write("moved/a.md", pages["a.md"]);
  expect(await bench.run()).toMatchObject({
    requests: 0,
    locales: [{ removed: 1 }, { removed: 1 }],
  });
  expect(existsSync(join(bench.dir, "i18n/fr/a.md"))).toBe(false);
  expect(await bench.read("moved/a.md")).toBe("# FR A page\n\nFR Its words are few.\n");
});

test("a page that is emptied loses its localized page: Docusaurus shows the empty one", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  await bench.write("a.md", "");
  expect(await bench.run()).toMatchObject({ locales: [{ removed: 1 }] });
  expect(existsSync(join(bench.dir, "i18n/fr/a.md"))).toBe(false);
});

test("what a person changed in it stays, and is named in every run", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  const file = join(bench.dir, "i18n/fr/a.md");
  await writeFile(file, "# Mes mots\n");
  await bench.remove("docs/a.md");
  for (const _ of [1, 2]) {
    expect(await bench.run()).toMatchObject({
      locales: [{ removed: 0, editedPages: ["docs/a.md"] }],
    });
    expect(await readFile(file, "utf8")).toBe("# Mes mots\n");
  }
});

test("a run over a part of the pages, or that only looks, removes nothing", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  await bench.remove("docs/a.md");
  await bench.run({ only: ["deep/b.md", "a.md"].slice(0, 0) });
  await bench.plan();
  expect(existsSync(join(bench.dir, "i18n/fr/a.md"))).toBe(true);
});

test("a manifest that names a file elsewhere gets nothing removed", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  await writeFile(join(bench.dir, "precious.md"), await readFile(join(bench.dir, "i18n/fr/a.md")));
  const manifest = bench.path("pages", "fr.jsonl");
  const forged = (await readFile(manifest, "utf8")).replaceAll(
    '"page":"docs/a.md","file":"i18n/fr/a.md"',
    '"page":"docs/gone.md","file":"i18n/fr/../../precious.md"',
  );
  await writeFile(manifest, forged);
  await bench.run();
  expect(existsSync(join(bench.dir, "precious.md"))).toBe(true);
});

test("a file that somebody removed already is forgotten", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  await rename(join(bench.dir, "i18n/fr/a.md"), join(bench.dir, "a.old"));
  await bench.remove("docs/a.md");
  expect(await bench.run()).toMatchObject({ locales: [{ removed: 0, editedPages: [] }] });
  expect(await readFile(bench.path("pages", "fr.jsonl"), "utf8")).not.toContain("docs/a.md");
});

test("a source whose localized file stays in its place keeps it", async () => {
  const bench = await startBench({ pages });
  await bench.run();
  await bench.remove("docs/a.md");
  await bench.write("A.md", pages["a.md"]);
  const manifest = bench.path("pages", "fr.jsonl");
  // On a system that does not tell the two names apart, this is one file.
  await rename(join(bench.dir, "i18n/fr/a.md"), join(bench.dir, "i18n/fr/A.md"));
  const same = (await readFile(manifest, "utf8")).replace(
    '"file":"i18n/fr/a.md"',
    '"file":"i18n/fr/A.md"',
  );
  await writeFile(manifest, same);
  expect(await bench.run()).toMatchObject({
    requests: 0,
    locales: [{ removed: 0, editedPages: [] }],
  });
  expect(await bench.read("A.md")).toContain("FR Its words are few.");
  expect(await bench.run()).toMatchObject({ locales: [{ current: 2, removed: 0 }] });
});

const importing = {
  "a.mdx": "import Note from './_note.mdx';\n\n# A page\n\n<Note />\n",
  "_note.mdx": "Words that many pages share.\n",
};

test("a partial that a page of the locale still imports stays until that page is written anew", async () => {
  const bench = await startBench({ pages: importing });
  await bench.run();
  const twin = join(bench.dir, "i18n/fr/_note.mdx");
  await bench.remove("docs/_note.mdx");
  await bench.write("_new.mdx", "Words that many pages share.\n");
  await bench.write("a.mdx", `${importing["a.mdx"].replaceAll("_note", "_new")}\nMore words.\n`);
  bench.engine.cutOff();
  await expect(bench.run()).rejects.toThrow();
  expect(await bench.read("a.mdx")).toContain("./_note.mdx");
  expect(existsSync(twin)).toBe(true);
  bench.engine.goOn();
  await bench.run();
  expect(await bench.read("a.mdx")).toContain("./_new.mdx");
  await bench.run();
  expect(existsSync(twin)).toBe(false);
});

test("pages that import a partial which is emptied or left out are written anew in the same run", async () => {
  const bench = await startBench({ pages: importing });
  await bench.run();
  await bench.write("_note.mdx", "");
  expect(await bench.run()).toMatchObject({ locales: [{ removed: 1, written: 1 }] });
  expect(await bench.read("a.mdx")).toContain("'@site/docs/_note.mdx'");
  expect(await bench.run()).toMatchObject({ locales: [{ written: 0, removed: 0, current: 1 }] });
});
