import { eachWord, type Words } from "./words.ts";

/** Tags counted from 1 in order of appearance: new numbers by old. */
export function tagNumbers(words: Words): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  for (const word of eachWord(words)) {
    if (word.type === "pair" || word.type === "single") numbers.set(word.id, numbers.size + 1);
  }
  return numbers;
}

export function renumber(words: Words, numbers: ReadonlyMap<number, number>): Words {
  return words.map((word) => {
    if (word.type === "text" || word.type === "code") return word;
    const id = numbers.get(word.id) ?? word.id;
    if (word.type === "single") return { type: "single", id };
    return { type: "pair", id, children: renumber(word.children, numbers) };
  });
}
