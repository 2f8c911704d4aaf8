import { acceptLine } from "../../../src/core/reply/accept-line.ts";
import { readWords, writeWords } from "../../../src/core/words/notation.ts";
import type { Words } from "../../../src/core/words/words.ts";

/** What becomes of a line: the words as they are kept, or the kind and the detail of the Problem in brackets. */
export function accept(text: string, line: string, locale = "fr", sourceLocale = "en"): string {
  const read = acceptLine(line, { words: wordsOf(text), text }, { sourceLocale, locale });
  if ("words" in read) return writeWords(read.words);
  return `(${read.kind}${read.detail && `: ${read.detail}`})`;
}

export function wordsOf(text: string): Words {
  const read = readWords(text);
  if ("words" in read) return read.words;
  throw new Error(`not in the notation: ${text}`);
}
