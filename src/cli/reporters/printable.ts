/**
 * Foreign text (paths, replies, provider messages) on a terminal: control characters, escape sequences and
 * bidirectional overrides become visible instead of doing something.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    if (character === "\t" || character === "\n") return " ";
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}
