import type { Segment } from "../segment/segment.ts";
import { eachWord, type Words } from "../words/words.ts";

/** Opening and closing HTML tags that could not be paired are in the order of the source. */
export function keepsOrder({ atoms }: Segment, words: Words): boolean {
  let last = 0;
  for (const word of eachWord(words)) {
    const atom = word.type === "single" ? atoms.tags.get(word.id) : undefined;
    if (word.type !== "single" || atom?.type !== "verbatim" || !atom.ordered) continue;
    if (word.id < last) return false;
    last = word.id;
  }
  return true;
}
