import type { Word, Words } from "./words.ts";

/**
 * Words of a string that is not Markdown (an attribute, a title, front matter): backticks are code by convention
 * there too, so that names in them stay as they are.
 */
export function plainWords(value: string): Words {
  const words: Word[] = [];
  let from = 0;
  for (const match of value.matchAll(/`([^`]+)`/g)) {
    if (match.index > from) words.push({ type: "text", value: value.slice(from, match.index) });
    words.push({ type: "code", value: match[1] ?? "" });
    from = match.index + match[0].length;
  }
  if (from < value.length) words.push({ type: "text", value: value.slice(from) });
  return words;
}

/** The inverse of `plainWords`. Tags have no place in a plain string and are left out. */
export function plainString(words: Words): string {
  return words.map(plainWord).join("");
}

function plainWord(word: Word): string {
  if (word.type === "text") return word.value;
  return word.type === "code" ? `\`${word.value}\`` : "";
}
