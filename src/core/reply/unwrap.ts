/** The lines of a Reply without what some models put around them. */
export interface Unwrapped {
  readonly content: string;
  /** Reasoning began and never ended: what follows may be anything. */
  readonly unfinished: boolean;
}

/**
 * Takes off a closed `<think>` block and one outer fence. Sentences before the numbered lines need no rule: lines
 * without a number in front of the first one are not heard. Sentences after them could be part of the last line.
 */
export function unwrap(content: string): Unwrapped {
  const thought = content.replace(/^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/i, "");
  const unfinished = /^\s*<think(?:ing)?>/i.test(thought);
  // Nothing of it is an answer, though it may well look like one.
  if (unfinished) return { content: "", unfinished };
  return { content: unfenced(thought), unfinished };
}

function unfenced(content: string): string {
  const lines = content.trim().split("\n");
  const fence = /^(`{3,}|~{3,})[^`]*$/.exec(lines[0] ?? "")?.[1];
  if (fence === undefined) return content;
  const isClosed = lines.length > 1 && lines.at(-1)?.trim() === fence;
  return lines.slice(1, isClosed ? -1 : undefined).join("\n");
}
