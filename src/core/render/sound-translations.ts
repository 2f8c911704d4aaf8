import { writeWords } from "../words/notation.ts";
import type { Words } from "../words/words.ts";
import { type CheckedPage, type PageFault, pageFault } from "./check-page.ts";
import { render, type Translations } from "./render.ts";

export interface SoundPage {
  readonly translations: Translations;
  readonly text: string;
  /** Words that the page cannot take; by index, ascending. */
  readonly rejected: readonly Rejection[];
  /** The page is spoiled even without new words: it must not be written. */
  readonly fault?: PageFault;
}

export interface Rejection {
  /** Of the Segment. */
  readonly index: number;
  /** What its words would do to the page, on one line; may hold foreign text. */
  readonly reason: string;
}

/**
 * Finds the Segments that spoil a page, so that only they stay as they are. A sound page is read again once and compiled
 * once; compiling costs most, so what reading already shows is out of the way by then.
 */
export async function soundTranslations(
  checked: CheckedPage,
  translations: Translations,
): Promise<SoundPage> {
  const { compile, ...reading } = checked;
  const read = await sift(reading, translations);
  const refused = read.fault === undefined ? await compile?.(read.text) : undefined;
  if (refused === undefined) return read;
  const compiled = await sift(checked, read.translations, { kind: "refused", ...refused });
  return { ...compiled, rejected: inOrder([...read.rejected, ...compiled.rejected]) };
}

/** `fault` is what is wrong with the page that has them all, where that is known. */
async function sift(
  checked: CheckedPage,
  translations: Translations,
  fault?: PageFault,
): Promise<SoundPage> {
  const whole = fault === undefined ? await tryOut(checked, translations) : { fault, text: "" };
  if (whole.fault === undefined) return { translations, text: whole.text, rejected: [] };
  const bare = await tryOut(checked, new Map());
  if (bare.fault)
    return { translations: new Map(), text: bare.text, rejected: [], fault: bare.fault };
  const { accepted, rejected } = await add(checked, new Map(), {
    entries: [...translations],
    fault: whole.fault,
  });
  return {
    translations: accepted,
    text: render(checked.document, checked.edits, accepted),
    rejected: inOrder(rejected),
  };
}

function inOrder(rejected: readonly Rejection[]): readonly Rejection[] {
  return rejected.toSorted((a, b) => a.index - b.index);
}

type Entry = readonly [number, Words];

interface Part {
  readonly entries: readonly Entry[];
  /** What is wrong with the page that has them all, where that is known. */
  readonly fault?: PageFault;
}

interface Sifted {
  readonly accepted: Translations;
  readonly rejected: readonly Rejection[];
}

/** Adds to a page that is sound what it can take. Whatever is accepted has been tried together with all the rest. */
async function add(checked: CheckedPage, base: Translations, part: Part): Promise<Sifted> {
  const { entries } = part;
  const [only] = entries;
  if (only === undefined) return { accepted: base, rejected: [] };
  const both = new Map([...base, ...entries]);
  const fault = part.fault ?? (await tryOut(checked, both)).fault;
  if (fault === undefined) return { accepted: both, rejected: [] };
  if (entries.length === 1)
    return { accepted: base, rejected: [{ index: only[0], reason: reasonOf(fault) }] };
  const [innocent, named] = divide(entries, (entry) => isNamed(entry, fault));
  if (named.length > 0 && innocent.length > 0) {
    const rest = await add(checked, base, { entries: innocent });
    const rejected = await Promise.all(named.map((entry) => reject(checked, base, entry)));
    return { ...rest, rejected: [...rest.rejected, ...rejected] };
  }
  const [first, second] = suspectsApart(checked, entries, fault);
  const one = await add(checked, base, { entries: first });
  const two = await add(checked, one.accepted, { entries: second });
  return { accepted: two.accepted, rejected: [...one.rejected, ...two.rejected] };
}

/** What is wrong with words whose page need not be compiled to see that something is. */
async function reject(
  { compile: _, ...checked }: CheckedPage,
  base: Translations,
  [index, words]: Entry,
): Promise<Rejection> {
  const { fault } = await tryOut(checked, new Map([...base, [index, words]]));
  return { index, reason: fault === undefined ? "" : reasonOf(fault) };
}

function reasonOf(fault: PageFault): string {
  return fault.kind === "refused"
    ? `${fault.reason} (line ${fault.line} of the localized page)`
    : fault.difference;
}

async function tryOut(
  checked: CheckedPage,
  translations: Translations,
): Promise<{ text: string; fault: PageFault | undefined }> {
  const text = render(checked.document, checked.edits, translations);
  const fault = await pageFault(checked, translations, text);
  const refused = fault === undefined ? await checked.compile?.(text) : undefined;
  return { text, fault: refused === undefined ? fault : { kind: "refused", ...refused } };
}

function isNamed([, words]: Entry, fault: PageFault): boolean {
  return fault.kind === "changed" && fault.words.includes(writeWords(words));
}

/** Those outside of the changed blocks first; where nothing points anywhere, halves. */
function suspectsApart(
  { document }: CheckedPage,
  entries: readonly Entry[],
  fault: PageFault,
): [readonly Entry[], readonly Entry[]] {
  const blocks = fault.kind === "changed" ? fault.blocks : [];
  const [innocent, suspect] = divide(entries, ([index]) => {
    const start = document.segments[index]?.range.start ?? 0;
    return blocks.some((block) => start >= block.start && start < block.end);
  });
  if (innocent.length > 0 && suspect.length > 0) return [innocent, suspect];
  const middle = entries.length >> 1;
  return [entries.slice(0, middle), entries.slice(middle)];
}

/** Those that do not pass, and those that do. */
function divide(
  entries: readonly Entry[],
  passes: (entry: Entry) => boolean,
): [readonly Entry[], readonly Entry[]] {
  return [entries.filter((entry) => !passes(entry)), entries.filter(passes)];
}
