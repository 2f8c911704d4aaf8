import { randomBytes } from "node:crypto";
import { join } from "node:path";

/** One input file of one model, as it was planned. */
export interface Shard {
  /** Random, so that a second plan of the same requests is never taken for the first. */
  readonly name: string;
  readonly model: string;
  /** What a provider takes or refuses as one; all requests of a Shard share it. */
  readonly combination: string;
  /** Input tokens by rule of thumb: providers limit how many may be enqueued. */
  readonly tokens: number;
  readonly requests: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** A Shard's files on disk. They are named after the Shard, never after anything the provider said. */
interface ShardPaths {
  readonly input: string;
  readonly output: string;
  readonly errors: string;
  /** Downloads grow here and are renamed when they are whole. */
  readonly partial: string;
}

export function shardPaths(directory: string, name: string): ShardPaths {
  const path = (suffix: string): string => join(directory, `${name}${suffix}`);
  return {
    input: path(".jsonl"),
    output: path(".output.jsonl"),
    errors: path(".errors.jsonl"),
    partial: path(".partial"),
  };
}

export function newShardName(): string {
  return `shard-${randomBytes(6).toString("hex")}`;
}

/** The only names that ever become paths. */
export function isShardName(value: unknown): value is string {
  return typeof value === "string" && /^shard-[0-9a-f]{12}$/.test(value);
}
