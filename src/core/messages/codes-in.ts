import { eachWord, type Words } from "../words/words.ts";
import { bareIn, isBare } from "./pieces.ts";

/** The code of a message's words: each placeholder and each reference by itself, and each code span. */
export function codesIn(words: Words): string[] {
  const codes: string[] = [];
  for (const word of eachWord(words)) {
    if (word.type !== "code") continue;
    if (isBare(word.value)) codes.push(...bareIn(word.value));
    else codes.push(word.value);
  }
  return codes;
}

/** What a list has that another one has not, or not as often. */
export function surplus(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return list.filter((entry) => {
    const at = left.indexOf(entry);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
