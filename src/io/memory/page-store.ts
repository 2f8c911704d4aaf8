import type { Locale } from "../../core/model.ts";
import type { Emit, PageStore } from "../ports.ts";
import { readLineFile, writeLineFile } from "./line-file.ts";
import { readPageLine, writePageLine } from "./page-line.ts";
import { fileNameOf, storePath } from "./store-path.ts";

/** What was written when, as text that is committed: `pages/<locale>.jsonl`. */
export function createPageStore(dir: string, emit: Emit): PageStore {
  const pathOf = (locale: Locale): Promise<string> =>
    storePath(dir, "pages", `${fileNameOf(locale)}.jsonl`);
  return {
    read: async (locale) => readLineFile(await pathOf(locale), readPageLine, emit),
    write: async (locale, records) =>
      writeLineFile(await pathOf(locale), records.map(writePageLine), readPageLine),
  };
}
