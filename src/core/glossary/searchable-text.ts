import { readWords } from "../words/notation.ts";
import type { Word, Words } from "../words/words.ts";

/** What of a text in the notation a term can occur in: its words as they are read, but no code, which nobody translates. */
export function searchableText(line: string): string {
  const read = readWords(line);
  return foldText("words" in read ? textOf(read.words) : line);
}

/** Two spellings that fold to the same are the same term. */
export function foldText(text: string): string {
  return text.toLowerCase().normalize("NFC").replace(/\s+/g, " ").trim();
}

/** Tags can nest deeper than functions can call each other. */
function textOf(words: Words): string {
  let text = "";
  const rest: Word[] = words.toReversed();
  for (let word = rest.pop(); word !== undefined; word = rest.pop()) {
    if (word.type === "text") text += word.value;
    else if (word.type === "pair") for (const child of word.children.toReversed()) rest.push(child);
    else text += object;
  }
  return text;
}

/** Unicode's character for what is no text. It keeps apart the words around code, or around an image. */
const object = "\ufffc";
