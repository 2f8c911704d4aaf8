import { createReadStream } from "node:fs";

/** No honest line comes near this; a longer one would only eat the memory. */
const MAX_LINE_BYTES = 32 * 1024 * 1024;

/**
 * The lines of a file, read as a stream. Only `\n` ends a line: JSON may hold U+2028. A line beyond all reason comes
 * as an empty one, so that counting goes on.
 */
export async function* readLines(path: string): AsyncGenerator<string, void, undefined> {
  let pieces: Buffer[] = [];
  let size = 0;
  const take = (): string => {
    const line = size > MAX_LINE_BYTES ? "" : Buffer.concat(pieces).toString("utf8");
    pieces = [];
    size = 0;
    return line;
  };
  const keep = (piece: Buffer): void => {
    size += piece.length;
    if (size <= MAX_LINE_BYTES) pieces.push(piece);
    else pieces = [];
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    let rest = asBuffer(chunk);
    for (let end = rest.indexOf(LINE_FEED); end >= 0; end = rest.indexOf(LINE_FEED)) {
      keep(rest.subarray(0, end));
      yield take();
      rest = rest.subarray(end + 1);
    }
    keep(rest);
  }
  if (size > 0) yield take();
}

const LINE_FEED = 0x0a;

function asBuffer(chunk: unknown): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
}
