/**
 * Tokens that a text will be billed as, by rule of thumb: modern tokenizers take 4.1 to 4.9 bytes of UTF-8 a token in
 * every language measured, so a quarter of the bytes errs on the safe side.
 */
export function estimateTokens(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    // Each half of a surrogate pair stands for two of its four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return Math.ceil(bytes / 4);
}
