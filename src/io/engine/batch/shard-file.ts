import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ChatRequest } from "../../../core/model.ts";
import { isMissing, onDisk } from "../disk.ts";
import { syncFolder } from "../sync-folder.ts";
import { formatRequestLine } from "./request-line.ts";
import { type Shard, shardPaths } from "./shard.ts";

/** Writes requests as a Shard's input file and waits until the disk has it. */
export async function writeShardFile(
  path: string,
  requests: readonly ChatRequest[],
): Promise<void> {
  await onDisk(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    await pipeline(Readable.from(lines(requests)), createWriteStream(path, { flush: true }));
    await syncFolder(dirname(path));
  });
}

/** Whether the input file is here, byte for byte as planned. */
export async function isShardFileWhole(path: string, shard: Shard): Promise<boolean> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if (isMissing(error)) return false;
    return onDisk(path, () => Promise.reject(error), "unreadable");
  }
  return hash.digest("hex") === shard.sha256;
}

/** Removes everything that lies on disk for a Shard. */
export async function removeShardFiles(directory: string, name: string): Promise<void> {
  for (const path of Object.values(shardPaths(directory, name))) {
    await onDisk(path, () => rm(path, { force: true }));
  }
}

function* lines(requests: readonly ChatRequest[]): Generator<string, void, undefined> {
  for (const request of requests) yield formatRequestLine(request);
}
