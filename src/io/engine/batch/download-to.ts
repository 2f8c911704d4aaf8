import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { onDisk } from "../disk.ts";
import { ProviderTrouble } from "../provider-trouble.ts";
import { persist } from "./persist.ts";
import type { Download } from "./provider.ts";
import type { Room } from "./room.ts";

/** A file as it arrived. */
interface Copy {
  readonly sha256: string;
  /** Whether as many bytes came as were announced. */
  readonly isWhole: boolean;
}

/** No honest results of one Shard come near this. */
const MAX_BYTES = 4 * 1024 ** 3;

/** Streams a provider's file to disk and waits until the disk has it; `gone` where the provider has no such file. */
export function downloadTo(room: Room, fileId: string, path: string): Promise<Copy | "gone"> {
  return persist(room, async () => {
    try {
      return await store(await room.provider.download(fileId), path);
    } catch (error) {
      const isGone = error instanceof ProviderTrouble && GONE.has(error.details.status);
      if (isGone) return "gone";
      throw error;
    }
  });
}

const GONE: ReadonlySet<number | undefined> = new Set([404, 410]);

async function store({ chunks, bytes }: Download, path: string): Promise<Copy> {
  const hash = createHash("sha256");
  let arrived = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      arrived += chunk.length;
      hash.update(chunk);
      done(arrived > MAX_BYTES ? tooLarge() : null, chunk);
    },
  });
  await onDisk(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    await pipeline(chunks, measure, createWriteStream(path, { flush: true }));
  });
  return { sha256: hash.digest("hex"), isWhole: bytes === undefined || bytes === arrived };
}

function tooLarge(): ProviderTrouble {
  const reason = `more than ${MAX_BYTES} bytes`;
  const action = "return results";
  return new ProviderTrouble({ action, status: 400, reason, oddity: "answer-too-large" });
}
