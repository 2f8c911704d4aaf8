import { mergeTexts, type Words } from "./words/words.ts";

/**
 * Pseudo-localization: readable, visibly not translated, and longer, as translations are. Text that shows up plain on
 * the page was never found by the tool.
 */
export function pseudoLocalize(words: Words): Words {
  return mergeTexts([
    { type: "text", value: "⟦" },
    ...accented(words),
    { type: "text", value: "⟧" },
  ]);
}

function accented(words: Words): Words {
  return words.map((word) => {
    if (word.type === "text") return { ...word, value: word.value.replace(/[A-Za-z]/g, accent) };
    return word.type === "pair" ? { ...word, children: accented(word.children) } : word;
  });
}

function accent(letter: string): string {
  const other = accents[letter] ?? letter;
  return /[aeiou]/.test(letter) ? other + other : other;
}

const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const marked = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅßÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ";
const accents: Readonly<Record<string, string>> = Object.fromEntries(
  [...plain].map((letter, index) => [letter, [...marked][index] ?? letter]),
);
