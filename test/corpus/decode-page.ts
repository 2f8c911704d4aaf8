/** A page as text, and what is needed to make its bytes again. */
export interface PageBytes {
  readonly bytes: Buffer;
  /** Without the byte order mark, as the bundler hands pages to the loader. */
  readonly text: string;
  /** Bytes of a page with this text. */
  encode(text: string): Buffer;
}

/** Nothing where the bytes are not UTF-8. */
export function decodePage(bytes: Buffer): PageBytes | undefined {
  const mark = bytes.subarray(0, 3).equals(byteOrderMark) ? byteOrderMark : Buffer.alloc(0);
  const text = decode(bytes.subarray(mark.length));
  if (text === undefined) return undefined;
  return { bytes, text, encode: (other) => Buffer.concat([mark, Buffer.from(other)]) };
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
