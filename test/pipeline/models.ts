import { readFile, writeFile } from "node:fs/promises";
import type { ChatRequest } from "../../src/core/model.ts";
import { readRequest } from "../../src/core/prompt/read-request.ts";
import { type Bench, type BenchContent, startBench } from "./bench.ts";

export const bad = "Read <1>the guide</1> before you begin.";
export const worse = "Ask <1>a colleague</1> if you are stuck.";
export const source = `# A page

Read [the guide](https://example.com) before you begin.

Ask [a colleague](https://example.com) if you are stuck.
`;

/** What each model gives for a text; nothing stands for a good answer. */
export type Models = Readonly<Record<string, (text: string) => string | undefined>>;

/** The tag of a text. */
export const loses = (text: string) => (text.includes("<1>") ? "FR Perdu." : undefined);

/** A bench whose models answer differently; `calls` tells what each was asked since the last look. */
export async function benchWith(models: Models, change: Partial<BenchContent> = {}) {
  const calls: string[] = [];
  const reply = (request: ChatRequest) => {
    const lines = [...(readRequest(request.body)?.lines ?? [])];
    const { model } = request.body;
    calls.push(`${model}: ${lines.map(([, text]) => text).join(" | ")}`);
    return lines
      .map(([line, text]) => `${line} ${models[model]?.(text) ?? `FR ${text}`}`)
      .join("\n");
  };
  const bench = await startBench({ pages: { "a.md": source }, reply, ...change });
  return { bench, calls: () => calls.splice(0) };
}

/** A bench with a page that is translated. */
export async function translated(models: Models): Promise<Bench> {
  let isFirst = true;
  const well = Object.fromEntries(
    Object.entries(models).map(([name, answer]) => [
      name,
      (text: string) => (isFirst ? undefined : answer(text)),
    ]),
  );
  const { bench } = await benchWith(well);
  await bench.run();
  isFirst = false;
  bench.engine.sent();
  return bench;
}

/** What somebody does to the files of Memory by hand. */
export async function editMemory(bench: Bench, edit: (line: string) => string): Promise<void> {
  for (const digit of "0123456789abcdef") {
    const path = bench.path("memory", "fr", `${digit}.jsonl`);
    const lines = await readFile(path, "utf8").catch(() => undefined);
    if (lines !== undefined) await writeFile(path, lines.split("\n").map(edit).join("\n"));
  }
}
