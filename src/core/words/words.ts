/**
 * The words of one Segment: what a translator sees and gives back. Everything that is not words is a numbered tag, so
 * two Segments with the same words are equal wherever they stand and whatever their links point to.
 */
export type Words = readonly Word[];

export type Word = TextWord | CodeWord | PairTag | SingleTag;

export interface TextWord {
  readonly type: "text";
  readonly value: string;
}

/** Inline code: shown, because grammar depends on it, and never changed. */
export interface CodeWord {
  readonly type: "code";
  readonly value: string;
}

/** A tag around words: a link, emphasis, an element with children. */
export interface PairTag {
  readonly type: "pair";
  readonly id: number;
  readonly children: Words;
}

/** A tag for something without words: an image, an expression, a line break. */
export interface SingleTag {
  readonly type: "single";
  readonly id: number;
}

/** Visits every word, outer before inner. */
export function* eachWord(words: Words): Generator<Word> {
  for (const word of words) {
    yield word;
    if (word.type === "pair") yield* eachWord(word.children);
  }
}

/** The text of all words, tags left out; code counts where asked for. */
export function plainText(words: Words, withCode = false): string {
  let text = "";
  for (const word of eachWord(words)) {
    if (word.type === "text" || (withCode && word.type === "code")) text += word.value;
  }
  return text;
}

/** Has anything to translate: at least one letter outside of code. */
export function hasProse(words: Words): boolean {
  return /\p{L}/u.test(plainText(words));
}

/** Neighbouring texts as one: what the notation reads back. */
export function mergeTexts(words: Words): Words {
  const merged: Word[] = [];
  for (const word of words) {
    const last = merged.at(-1);
    if (word.type === "text" && last?.type === "text") {
      merged[merged.length - 1] = { type: "text", value: last.value + word.value };
    } else if (word.type === "pair") {
      merged.push({ ...word, children: mergeTexts(word.children) });
    } else merged.push(word);
  }
  return merged;
}
