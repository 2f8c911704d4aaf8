import type { Locale } from "../model.ts";
import { foldText, searchableText } from "./searchable-text.ts";

/** How a word, or several, is to be translated. */
export interface Term {
  readonly term: string;
  /** By locale, folded. */
  readonly translations: ReadonlyMap<string, string>;
  /** Stays as it is in every locale that has no translation of it. */
  readonly keep: boolean;
  /** What the term means. */
  readonly note?: string;
}

/** A site's terms, indexed once for all Requests. */
export interface Glossary {
  readonly terms: readonly Term[];
  /** Where a folded term stands in the list. */
  readonly places: ReadonlyMap<string, number>;
  /** How long the folded terms are that begin with a piece, each length once. */
  readonly lengths: ReadonlyMap<string, ReadonlySet<number>>;
}

/** What a term means for one locale; without a translation it is kept as it is. */
export interface Advice {
  readonly term: string;
  readonly translation?: string;
  readonly note?: string;
}

export function createGlossary(terms: readonly Term[]): Glossary {
  const places = new Map<string, number>();
  const lengths = new Map<string, Set<number>>();
  terms.forEach(({ term }, place) => {
    const folded = foldText(term);
    const [first] = folded.match(pieces) ?? [];
    if (first === undefined || places.has(folded)) return;
    places.set(folded, place);
    const known = lengths.get(first);
    if (known === undefined) lengths.set(first, new Set([folded.length]));
    else known.add(folded.length);
  });
  return { terms, places, lengths };
}

/** The terms that occur in the texts and that the glossary settles for the locale, in its order. */
export function termsIn(
  glossary: Glossary,
  texts: readonly string[],
  locale: Locale,
): readonly Advice[] {
  const found = new Set<number>();
  for (const text of texts) addFound(searchableText(text), glossary, found);
  const name = foldLocale(locale);
  return [...found]
    .sort((a, b) => a - b)
    .flatMap((place) => adviceOf(glossary.terms[place], name))
    .slice(0, mostTerms);
}

/** More would drown the texts that are to be translated. */
const mostTerms = 40;

/** `pt_br` means the locale `pt-BR`. */
export function foldLocale(locale: Locale): string {
  return locale.toLowerCase().replaceAll("_", "-");
}

function adviceOf(term: Term | undefined, locale: string): Advice[] {
  const translation = term?.translations.get(locale);
  if (term === undefined || (translation === undefined && !term.keep)) return [];
  return [
    {
      term: term.term,
      ...(translation === undefined ? {} : { translation }),
      ...(term.note === undefined ? {} : { note: term.note }),
    },
  ];
}

/** Every term begins with a piece of its own, so that only the pieces of a text can begin one. */
function addFound(text: string, { places, lengths }: Glossary, found: Set<number>): void {
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    for (const length of lengths.get(piece) ?? []) {
      const place = places.get(text.slice(index, index + length));
      if (place !== undefined && !isInsideWord(text, index + length)) found.add(place);
    }
  }
}

/** Scripts that put no spaces between words. `ー` and the like are shared by several of them. */
const unspaced =
  "\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}";
const wordCharacter = `(?![${unspaced}])[\\p{L}\\p{N}\\p{M}]`;

/** A whole word, or a single character of anything else. */
const pieces = new RegExp(`(?:${wordCharacter})+|\\S`, "gu");

const insideWord = new RegExp(`(?<=${wordCharacter})${wordCharacter}`, "uy");

function isInsideWord(text: string, at: number): boolean {
  insideWord.lastIndex = at;
  return insideWord.test(text);
}
