import { type ArrayChange, diffArrays } from "diff";

/** Finds the offset in the text as written for an offset in the text as parsed. */
export type OffsetMap = (parsedOffset: number) => number;

/**
 * Docusaurus rewrites a page as a string before it parses it (it unwraps `mdx-code-block`, escapes `{#id}`, moves
 * admonition titles into brackets). The passes are the host's own, so the map is found by comparing: whole lines
 * first, then what changed inside a line.
 */
export function mapOffsets(written: string, parsed: string): OffsetMap {
  if (written === parsed) return (offset) => offset;
  const stretches = comparedStretches(written, parsed);
  return (offset) => {
    const stretch = stretches[lastStartingAt(stretches, offset)] ?? {
      parsed: 0,
      written: 0,
      length: 0,
    };
    return stretch.written + Math.min(offset - stretch.parsed, stretch.length);
  };
}

/** `length` characters that are the same in both texts; ordered by `parsed`. */
interface Stretch {
  readonly written: number;
  readonly parsed: number;
  readonly length: number;
}

function comparedStretches(written: string, parsed: string): Stretch[] {
  const stretches: Stretch[] = [{ written: 0, parsed: 0, length: 0 }];
  const at = { written: 0, parsed: 0 };
  let removed = "";
  for (const change of lineChanges(lines(written), lines(parsed))) {
    const text = change.value.join("");
    if (change.removed) removed += text;
    else {
      if (change.added) stretches.push(...withinLines(removed, text, at));
      else
        stretches.push({
          written: at.written + removed.length,
          parsed: at.parsed,
          length: text.length,
        });
      at.written += removed.length + (change.added ? 0 : text.length);
      at.parsed += text.length;
      removed = "";
    }
  }
  return stretches;
}

type LineChange = Pick<ArrayChange<string>, "value"> & Partial<ArrayChange<string>>;

/**
 * Comparing takes time that grows with the square of what has changed, and on a page of some thousand headings each of
 * them may have. So only what lies between lines that both texts have exactly once is compared.
 */
function* lineChanges(
  written: readonly string[],
  parsed: readonly string[],
): Generator<LineChange> {
  const ends = [...sharedLines(written, parsed), { w: written.length, p: parsed.length }];
  let [w, p] = [0, 0];
  for (const end of ends) {
    if (end.w < w || end.p < p) continue;
    const from = w;
    while (w < written.length && written[w] === parsed[p]) [w, p] = [w + 1, p + 1];
    if (w > from) yield { value: written.slice(from, w) };
    if (end.w < w || end.p < p) continue;
    yield* diffArrays(written.slice(w, end.w), parsed.slice(p, end.p));
    [w, p] = [end.w, end.p];
  }
}

interface SharedLine {
  readonly w: number;
  readonly p: number;
}

/** Where the lines are that each text has once; none where they have changed places. */
function sharedLines(written: readonly string[], parsed: readonly string[]): SharedLine[] {
  const places = linesOnce(parsed);
  const shared = [...linesOnce(written)].flatMap(([line, w]) => {
    const p = places.get(line);
    return p === undefined ? [] : [{ w, p }];
  });
  const isInOrder = shared.every(({ p }, index) => p > (shared[index - 1]?.p ?? -1));
  return isInOrder ? shared : [];
}

/** By line: its index; in order. */
function linesOnce(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  lines.forEach((line, index) => {
    if (places.has(line)) repeated.add(line);
    else places.set(line, index);
  });
  for (const line of repeated) places.delete(line);
  return places;
}

function lines(text: string): string[] {
  return text.split(/(?<=\n)/);
}

/** Changed lines are short and change little: compare them by word, which is the grain of every host pass. */
function withinLines(
  written: string,
  parsed: string,
  at: { written: number; parsed: number },
): Stretch[] {
  const stretches: Stretch[] = [];
  let [fromWritten, fromParsed] = [at.written, at.parsed];
  for (const { kind, length } of replacements(written, parsed)) {
    if (kind === "kept") stretches.push({ written: fromWritten, parsed: fromParsed, length });
    if (kind !== "added") fromWritten += length;
    if (kind !== "removed") fromParsed += length;
  }
  return stretches;
}

interface Change {
  readonly kind: "kept" | "added" | "removed";
  readonly text: string;
  readonly length: number;
}

/**
 * Of two readings the one that replaces is right: in `:::tip [a](b)` becoming `:::tip[[a](b)]` the space turned into a
 * bracket, nothing was put behind the first bracket.
 */
function replacements(written: string, parsed: string): Change[] {
  const changes = diffArrays(words(written), words(parsed)).map(changeOf);
  for (let index = 0; index + 2 < changes.length; index++) {
    const [first, kept, added] = changes.slice(index, index + 3);
    if (first?.kind !== "removed" || kept?.kind !== "kept" || added?.kind !== "added") continue;
    const both = kept.text + added.text;
    if (both !== added.text + kept.text) continue;
    changes.splice(index + 1, 2, added, kept);
  }
  return changes;
}

function changeOf({ added, removed, value }: ArrayChange<string>): Change {
  const text = value.join("");
  if (added) return { kind: "added", text, length: text.length };
  return { kind: removed ? "removed" : "kept", text, length: text.length };
}

function words(text: string): string[] {
  return text.match(/\w+|\W/g) ?? [];
}

/** Index of the last stretch whose `parsed` is at most `offset`. */
function lastStartingAt(stretches: readonly Stretch[], offset: number): number {
  let [low, high] = [0, stretches.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle]?.parsed ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
