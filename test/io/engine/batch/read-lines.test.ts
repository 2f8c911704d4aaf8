import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readLines } from "../../../../src/io/engine/batch/read-lines.ts";

async function linesOf(text: string): Promise<string[]> {
  const directory = await mkdtemp(join(tmpdir(), "lines-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await writeFile(join(directory, "file"), text);
  const lines: string[] = [];
  for await (const line of readLines(join(directory, "file"))) lines.push(line);
  return lines;
}

test("lines end at line feeds only", async () => {
  expect(await linesOf("a\n\nb\u2028c\rd\n")).toEqual(["a", "", "b\u2028c\rd"]);
});

test("a last line needs no end", async () => {
  expect(await linesOf("a\nb")).toEqual(["a", "b"]);
  expect(await linesOf("")).toEqual([]);
});

test("lines and characters may lie across chunks", async () => {
  const long = "日本".repeat(100_000);
  expect(await linesOf(`x${long}\n${long}\nend`)).toEqual([`x${long}`, long, "end"]);
});

test("a line beyond all reason is emptied, and the next ones are read", async () => {
  expect(await linesOf(`${"x".repeat(33 * 1024 * 1024)}\nnext\n`)).toEqual(["", "next"]);
});
