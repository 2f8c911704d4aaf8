import type { Locale, MemoryRecord } from "../../core/model.ts";
import type { Emit, MemoryStore } from "../ports.ts";
import { isSectionKey } from "./foreign-fields.ts";
import { readLineFile, writeLineFile } from "./line-file.ts";
import { readMemoryLine, writeMemoryLine } from "./memory-line.ts";
import { fileNameOf, storePath } from "./store-path.ts";

/**
 * Memory as text that is committed: `memory/<locale>/<first digit of the key>.jsonl`. Sixteen files keep each small
 * enough to be shown and merged.
 */
export function createMemoryStore(dir: string, emit: Emit): MemoryStore {
  const shardPath = (locale: Locale, shard: string): Promise<string> =>
    storePath(dir, "memory", fileNameOf(locale), `${shard}.jsonl`);
  return {
    read: async (locale) => {
      const records: MemoryRecord[] = [];
      for (const shard of shards) {
        const path = await shardPath(locale, shard);
        for (const record of await readLineFile(path, readMemoryLine, emit)) records.push(record);
      }
      return records;
    },
    write: async (locale, records) => {
      const lines = linesByShard(records);
      for (const shard of shards) {
        const path = await shardPath(locale, shard);
        await writeLineFile(path, lines.get(shard) ?? [], readMemoryLine);
      }
    },
  };
}

const shards = [..."0123456789abcdef"];

function linesByShard(records: readonly MemoryRecord[]): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>(shards.map((shard) => [shard, []]));
  for (const record of records) {
    if (!isSectionKey(record.key)) throw new Error(`"${record.key}" is no key of a Section.`);
    lines.get(record.key.charAt(0))?.push(writeMemoryLine(record));
  }
  return lines;
}
