import { digestOf } from "../core/memory/memory.ts";
import type { PageRecord } from "../core/model.ts";
import type { Files } from "../io/ports.ts";
import { fileOf, hashOf, shapeOf, targetOf } from "./page-state.ts";
import type { LocaleRun, Ports, SourceBytes, Task } from "./run.ts";

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
  for (const asset of run.assets) {
    const { source, bytes, hash } = asset;
    const { page } = source;
    const standing = await standingOf(asset, run, files);
    if (standing === "theirs") continue;
    const target = targetOf(source, run.locale);
    if (standing === "missing") {
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

/** How many files `copyAssets` would write. */
export async function countMissingAssets(run: LocaleRun, { files }: Ports): Promise<number> {
  let missing = 0;
  for (const asset of run.assets)
    if ((await standingOf(asset, run, files)) === "missing") missing++;
  return missing;
}

/** `missing`: not there, or a copy of ours that is out of date. */
async function standingOf(
  { source, hash }: SourceBytes,
  { locale, records }: LocaleRun,
  files: Files,
): Promise<"missing" | "there" | "theirs"> {
  const there = await files.read(targetOf(source, locale));
  const now = there && hashOf(there);
  if (now === hash) return "there";
  return now === undefined || now === records.get(source.page)?.output ? "missing" : "theirs";
}

const wordless = { reads: [], sections: [], kept: [], pseudo: false } as const;
