import { type Bounds, measure, type Read, tooLong } from "./bounds.ts";

/** JSON that anybody may have written. `JSON.parse` itself needs no bound on depth: it does not use the stack. */
export function readJson(text: string, bounds: Bounds): Read {
  if (text.length > bounds.length) return tooLong(bounds);
  const parsed = parse(text);
  if ("reason" in parsed) return parsed;
  const measured = measure(parsed.value, bounds);
  if ("reason" in measured) return measured;
  return repeatsKey(text, measured.keys) ? { reason: "it has a key twice" } : parsed;
}

function parse(text: string): Read {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { reason: "it is no JSON" };
  }
}

/**
 * `JSON.parse` takes the last of two equal keys without a word, so that two readers may see two things. Most texts
 * have no more quoted colons than keys, which is quickly seen; only the others are read string by string.
 */
function repeatsKey(text: string, distinct: number): boolean {
  return countQuotedColons(text) > distinct && countKeys(text) > distinct;
}

/** Colons behind a quotation mark: of every key, and of some words. */
function countQuotedColons(text: string): number {
  let count = 0;
  for (let at = text.indexOf(":"); at !== -1; at = text.indexOf(":", at + 1)) {
    let before = at - 1;
    while (isSpace(text.charCodeAt(before))) before--;
    if (text.charCodeAt(before) === quote) count++;
  }
  return count;
}

/** Strings with a colon behind them, in a text that is JSON. */
function countKeys(text: string): number {
  let count = 0;
  for (let open = text.indexOf('"'); open !== -1; ) {
    let behind = closingQuote(text, open) + 1;
    const next = text.indexOf('"', behind);
    while (isSpace(text.charCodeAt(behind))) behind++;
    if (text.charCodeAt(behind) === colon) count++;
    open = next;
  }
  return count;
}

function closingQuote(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

const quote = 0x22;
const colon = 0x3a;
const backslash = 0x5c;

/** What JSON takes for white space. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
