/**
 * Whether a text that something follows seems complete: it ends with a mark where its source does, and is about as
 * long.
 */
export function isWhole(text: string, source: string): boolean {
  const [given, wanted] = [bare(text), bare(source)];
  return endsSentence(given) === endsSentence(wanted) && weight(given) >= weight(wanted) / 2;
}

/**
 * Whether a text seems to say what its neighbour should, too: languages differ in length by half, and this is more than
 * that with half of the neighbour on top.
 */
export function holdsBoth(text: string, source: string, neighbour: string): boolean {
  return weight(bare(text)) > 1.5 * (weight(bare(source)) + weight(bare(neighbour)) / 2);
}

function bare(text: string): string {
  return text.replace(/<\/?\d{1,4}\/?>/g, "").trim();
}

function endsSentence(text: string): boolean {
  return /[.!?…:;。！？：；।؟۔։።]["'`*)\]»”’）」』]*$/u.test(text);
}

/** East Asian letters say as much as two or three others. */
function weight(text: string): number {
  const dense = text.match(
    /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  );
  return text.length + 2 * (dense?.length ?? 0);
}
