/**
 * Whether a text means the same wherever it stands, so that its translation may be used on a page that never had it.
 * `Set` or `Save the file` is a heading here and an order there, a noun or a verb, formal or not, and most languages
 * tell these apart; from about a short sentence on, the words settle it themselves. A wrong reuse is worse than the
 * few tokens that asking again costs, so in doubt the answer is no.
 */
export function isUnambiguous(text: string): boolean {
  const plain = text.replace(TAG, "");
  if (plain.length >= 24 && countWords(plain) >= 3) return true;
  return countOf(DENSE, plain) >= 10 || countOf(UNSPACED, plain) >= 24;
}

/** Of the notation: a text does not gain meaning by its links. */
const TAG = /<\/?\d{1,4}\/?>/g;

/** One character is about half a word. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Alphabets that put no space between words, so that words cannot be counted. */
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}
