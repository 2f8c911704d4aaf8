/** Of one answer that is read into memory: 32 MB. The longest honest one, with token probabilities, is a few. */
export const mostAnswerBytes: number = 32 * 1024 * 1024;

/** The answer went on and on, and the rest of it was not read. */
export class AnswerTooLarge extends Error {
  override readonly name = "AnswerTooLarge";
}

/** Passes the pieces of an answer on, and stops at the limit. */
export async function* withinLimit(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let arrived = 0;
  for await (const chunk of chunks) {
    arrived += chunk.length;
    if (arrived > mostAnswerBytes) throw new AnswerTooLarge("The answer is too large.");
    yield chunk;
  }
}
