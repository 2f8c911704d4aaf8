const MAX_LENGTH = 300;

/** Line ends, control characters and marks that turn the writing direction around. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Half of an emoji, where the cut went through one. */
const HALF_CHARACTER = /[\ud800-\udbff]$/;

/** Foreign text as one short line that holds no control character and never the secret. */
export function plainLine(text: string, secret = ""): string {
  const safe = secret === "" ? text : text.replaceAll(secret, "***");
  const line = safe.replace(UNPRINTABLE, " ").replace(/\s+/g, " ").trim();
  return line.length > MAX_LENGTH
    ? `${line.slice(0, MAX_LENGTH - 1).replace(HALF_CHARACTER, "")}…`
    : line;
}
