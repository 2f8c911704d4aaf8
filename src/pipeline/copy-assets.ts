import { digestOf } from "../core/memory/memory.ts";
import type { PageRecord } from "../core/model.ts";
import { fileOf, hashOf, shapeOf, targetOf } from "./page-state.ts";
import type { LocaleRun, Ports, Task } from "./run.ts";

export interface CopiedAssets {
  readonly records: readonly PageRecord[];
  readonly written: number;
}

/** Puts files without words to where localized pages look for them; one that a locale has of its own stays. */
export async function copyAssets(
  run: LocaleRun,
  task: Task,
  { files, emit }: Ports,
): Promise<CopiedAssets> {
  const records: PageRecord[] = [];
  let written = 0;
  for (const { source, bytes, hash } of run.assets) {
    const { page } = source;
    const target = targetOf(source, run.locale);
    const there = await files.read(target);
    const now = there && hashOf(there);
    if (now !== undefined && now !== hash && now !== run.records.get(page)?.output) continue;
    if (now !== hash) {
      await files.write(target, bytes);
      emit({ kind: "page-written", locale: run.locale, page });
      written++;
    }
    const place = { page, file: fileOf(target, task), source: hash, output: hash };
    const shape = shapeOf(source, run.locale, { rules: task.rules, reads: [] });
    records.push({ ...place, ...wordless, memory: digestOf(run.memory, [], page), shape });
  }
  return { records, written };
}

const wordless = { reads: [], sections: [], kept: [], pseudo: false } as const;
