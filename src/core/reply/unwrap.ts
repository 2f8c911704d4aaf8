import type { RepairName } from "./repairs.ts";

/** The lines of a Reply without what some models put around them. */
export interface Unwrapped {
  readonly content: string;
  /** Reasoning began and never ended: what follows may be anything. */
  readonly unfinished: boolean;
  readonly repairs: readonly RepairName[];
}

/**
 * Takes off reasoning and one outer fence. Sentences around the numbered lines are `readReply`'s business. `texts` are
 * what was asked for: a mark that they hold themselves says nothing.
 */
export function unwrap(content: string, texts: readonly string[]): Unwrapped {
  const answer = afterThinking(content, texts);
  // Nothing of it is an answer, though it may well look like one.
  if (answer === undefined) return { content: "", unfinished: true, repairs: [] };
  const bare = unfenced(answer);
  const repairs: RepairName[] = [
    ...(answer === content ? [] : (["thinking"] as const)),
    ...(bare === answer ? [] : (["fence"] as const)),
  ];
  return { content: bare, unfinished: false, repairs };
}

/** Some servers put the opening mark into the prompt, so that only the closing one is seen. */
function afterThinking(content: string, texts: readonly string[]): string | undefined {
  const opened = /^\s*<think(?:ing)?>/i.test(content);
  const isTheirs = texts.some((text) => /<\/think(?:ing)?>/i.test(text));
  if (!opened && isTheirs) return content;
  const closing = opened ? /<\/think(?:ing)?>/i : /^[\s\S]*<\/think(?:ing)?>/i;
  const end = closing.exec(content);
  if (end === null) return opened ? undefined : content;
  return content.slice(end.index + end[0].length);
}

function unfenced(content: string): string {
  const lines = content.trim().split("\n");
  const [first = ""] = lines;
  const fence = /^(?:`{3,}|~{3,})/.exec(first)?.[0];
  // Backticks behind the fence make it code in a line.
  if (fence === undefined || first.slice(fence.length).includes("`")) return content;
  const isClosed = lines.length > 1 && lines.at(-1)?.trim() === fence;
  return lines.slice(1, isClosed ? -1 : undefined).join("\n");
}
