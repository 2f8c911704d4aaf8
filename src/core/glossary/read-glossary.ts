import type { Bounds, Refused } from "../foreign/bounds.ts";
import { readYaml } from "../foreign/read-yaml.ts";
import { type ForeignRecord, isRecord } from "../foreign/record.ts";
import { createGlossary, foldLocale, type Glossary, type Term } from "./glossary.ts";
import { foldText } from "./searchable-text.ts";
import { textFault } from "./text-fault.ts";

/** A glossary as people write it, in YAML; or a plain phrase about what is wrong with it. */
export function readGlossary(text: string): Glossary | Refused {
  const read = readYaml(text, glossaryBounds);
  if ("reason" in read) return read;
  // Nothing but comments is a glossary without terms.
  const list = read.value ?? [];
  if (!Array.isArray(list)) return { reason: "it is no list of terms" };
  const terms = readTerms(list);
  return "reason" in terms ? terms : createGlossary(terms);
}

export const glossaryBounds: Bounds = { length: 1_000_000, depth: 4, nodes: 50_000 };

function readTerms(list: readonly unknown[]): readonly Term[] | Refused {
  const terms: Term[] = [];
  const entries = new Map<string, number>();
  for (const [index, item] of list.entries()) {
    const term = isRecord(item) ? readTerm(item) : { reason: "is no term with its translations" };
    if ("reason" in term) return { reason: `${nameOf(index, item)} ${term.reason}` };
    const folded = foldText(term.term);
    const twin = entries.get(folded);
    if (twin !== undefined)
      return { reason: `${nameOf(index, item)} has the same term as entry ${twin}` };
    entries.set(folded, index + 1);
    terms.push(term);
  }
  return terms;
}

function readTerm(entry: ForeignRecord): Term | Refused {
  const { term, note, keep, ...rest } = entry;
  if (term === undefined) return { reason: 'has no "term"' };
  const fault =
    faultOf('a "term"', term) ?? (note === undefined ? undefined : faultOf('a "note"', note));
  if (fault !== undefined) return { reason: fault };
  if (keep !== undefined && keep !== true) return { reason: 'has a "keep" that is not true' };
  const translations = readTranslations(rest);
  if ("reason" in translations) return translations;
  return {
    term: asText(term),
    translations,
    keep: keep === true,
    ...(note === undefined ? {} : { note: asText(note) }),
  };
}

function readTranslations(rest: ForeignRecord): ReadonlyMap<string, string> | Refused {
  const translations = new Map<string, string>();
  for (const [key, value] of Object.entries(rest)) {
    const locale = foldLocale(key);
    if (!languageTag.test(locale))
      return { reason: `has a key "${excerpt(key)}", which is no locale` };
    const fault = faultOf(`a translation for ${key}`, value);
    if (fault !== undefined) return { reason: fault };
    if (translations.has(locale)) return { reason: `has two translations for ${key}` };
    translations.set(locale, asText(value));
  }
  return translations;
}

/** Narrower than the standard, which takes any word of five letters for a language: a slip of the pen is no locale. */
const languageTag = /^[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,5}$/;

function faultOf(what: string, value: unknown): string | undefined {
  const fault = textFault(value);
  return fault && `has ${what} ${fault}`;
}

function asText(value: unknown): string {
  return String(value).trim();
}

/** Counted from 1, as people count. */
function nameOf(index: number, item: unknown): string {
  const term = isRecord(item) ? item["term"] : undefined;
  const name = typeof term === "string" && term.trim() !== "" ? ` ("${excerpt(term)}")` : "";
  return `entry ${index + 1}${name}`;
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
