import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { revert } from "../../src/core/render/edits.ts";
import { compilerFor } from "../support/compile-page.ts";
import { filePath, runGoldenPage, settingsOf, sourceName } from "./golden-page.ts";

const root = join(import.meta.dirname, "../fixtures/pages");

describe.each(readdirSync(root))("page %s", (name) => {
  const folder = join(root, name);
  const source = sourceName(folder);

  test("gives these Segments", async () => {
    const { segments } = await runGoldenPage(folder);
    await expect(segments).toMatchFileSnapshot(join(folder, "segments.txt"));
  });

  test("becomes this page", async () => {
    const { localized, problems } = await runGoldenPage(folder);
    await expect(localized).toMatchFileSnapshot(join(folder, source.replace("source", "expected")));
    const file = join(folder, "problems.txt");
    if (problems !== "" || existsSync(file)) await expect(problems).toMatchFileSnapshot(file);
  });

  test("comes back byte for byte when the edits are undone", async () => {
    const { edited, source, edits } = await runGoldenPage(folder);
    expect(revert(edited, source, edits)).toBe(source);
  });

  test("compiles before and after, with the same heading ids", async () => {
    const { source: text, localized } = await runGoldenPage(folder);
    const compile = compilerFor(settingsOf(folder));
    const before = await compile({ filePath: filePath(source), text });
    const after = await compile({ filePath: filePath(source), text: localized });
    expect(after.ids).toEqual(before.ids);
  });
});
