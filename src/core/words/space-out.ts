import { mergeTexts, type PairTag, type Word, type Words } from "./words.ts";

/** Moves spaces that slipped in at the edges of some pairs out of them: emphasis cannot begin or end with one. */
export function spaceOut(words: Words, isTight: (id: number) => boolean): Words {
  const spaced = words.flatMap((word): readonly Word[] => {
    if (word.type !== "pair") return [word];
    const pair = { ...word, children: spaceOut(word.children, isTight) };
    return isTight(word.id) ? spaceOutPair(pair) : [pair];
  });
  return mergeTexts(spaced);
}

function spaceOutPair(pair: PairTag): Words {
  const before = /^[ \t]*/.exec(textOf(pair.children.at(0)))?.[0] ?? "";
  const rest = cut(pair.children, 0, (text) => text.slice(before.length));
  const after = /[ \t]*$/.exec(textOf(rest.at(-1)))?.[0] ?? "";
  const children = cut(rest, rest.length - 1, (text) => text.slice(0, text.length - after.length));
  return [...space(before), { ...pair, children }, ...space(after)];
}

function textOf(word: Word | undefined): string {
  return word?.type === "text" ? word.value : "";
}

function cut(words: Words, at: number, shorten: (text: string) => string): Words {
  return words.flatMap((word, index): Word[] => {
    if (index !== at || word.type !== "text") return [word];
    const value = shorten(word.value);
    return value === "" ? [] : [{ ...word, value }];
  });
}

function space(value: string): Words {
  return value === "" ? [] : [{ type: "text", value }];
}
