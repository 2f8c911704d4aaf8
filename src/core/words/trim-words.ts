import type { Words } from "./words.ts";

/** Without the spaces at both ends: they are the page's. */
export function trimWords(words: Words): Words {
  const trimmed = words.map((word, index) => {
    if (word.type !== "text") return word;
    const start = index === 0 ? word.value.replace(/^[ \t]+/, "") : word.value;
    return { ...word, value: index === words.length - 1 ? start.replace(/[ \t]+$/, "") : start };
  });
  return trimmed.filter((word) => word.type !== "text" || word.value !== "");
}
