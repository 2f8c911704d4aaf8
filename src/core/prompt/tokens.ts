/**
 * Tokens that a text will be billed as, by rule of thumb: modern tokenizers take 4.1 to 4.9 bytes of UTF-8 a token in
 * every language measured, so a quarter of the bytes errs on the safe side.
 */
export function estimateTokens(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) bytes += bytesOf(text.charCodeAt(index));
  return Math.ceil(bytes / 4);
}

/** Bytes of a UTF-16 unit in UTF-8; each half of a surrogate pair stands for two of its four. */
function bytesOf(unit: number): number {
  if (unit < 0x80) return 1;
  const isHalf = unit >= 0xd800 && unit < 0xe000;
  return unit < 0x800 || isHalf ? 2 : 3;
}
