/** 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  let end = text.indexOf("\n");
  while (end !== -1 && end < offset) {
    line++;
    end = text.indexOf("\n", end + 1);
  }
  return line;
}
