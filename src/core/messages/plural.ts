import type { Locale, Message } from "../model.ts";
import type { Word, Words } from "../words/words.ts";
import { isOneLine, readMessage } from "./message-words.ts";

/** One of the forms that Docusaurus chooses from by number. */
export interface PluralForm {
  readonly category: Category;
  /** Numbers that take it, the smallest first. */
  readonly examples: readonly number[];
  /** A single number takes it, so that the form may have the number as a word, or not at all. */
  readonly isOneNumber: boolean;
  /** Only fractions, or numbers of a million and more, take it: nothing on a site is counted so. */
  readonly isRare: boolean;
}

type Category = (typeof categories)[number];

/** In the order in which Docusaurus takes the forms of a message. */
const categories = ["zero", "one", "two", "few", "many", "other"] as const;

/** The forms of a locale. Where its name says nothing to `Intl`, Docusaurus falls back to those of English. */
export function pluralForms(locale: Locale): readonly PluralForm[] {
  const rules = rulesOf(locale);
  const taken = new Map<string, number[]>();
  for (const number of samples) {
    const category = rules.select(number);
    const numbers = taken.get(category);
    if (numbers === undefined) taken.set(category, [number]);
    else numbers.push(number);
  }
  const own = rules.resolvedOptions().pluralCategories;
  return categories
    .filter((category) => own.includes(category))
    .map((category) => formOf(category, taken.get(category) ?? []));
}

/** No language has a rule that shows itself only beyond it, but for those of millions. */
const highest = 200;
const samples = [
  ...Array.from({ length: highest + 1 }, (_, number) => number),
  1.5,
  0.5,
  1_000_000,
];

function formOf(category: Category, numbers: readonly number[]): PluralForm {
  const counts = numbers.filter((number) => Number.isInteger(number) && number <= highest);
  return {
    category,
    examples: (counts.length > 0 ? counts : numbers).slice(0, 3),
    isOneNumber: counts.length === 1,
    isRare: counts.length === 0,
  };
}

/** A language that `Intl` does not know would take the rules of whatever language this machine speaks. */
function rulesOf(locale: Locale): Intl.PluralRules {
  try {
    const [known = "en"] = Intl.PluralRules.supportedLocalesOf([locale]);
    return new Intl.PluralRules(known);
  } catch {
    return new Intl.PluralRules("en");
  }
}

/**
 * Whether Docusaurus chooses a form of a message by number; nothing in the message itself says so. One that is called
 * plural by its id or description is, and so is one that looks like those of Docusaurus: no space at the bars, and the
 * last form holds all placeholders, because it stands for most numbers.
 */
export function isPlural(
  { id, message, description = "" }: Message,
  sourceLocale: Locale,
): boolean {
  const isCalled = /plural/i.test(`${id} ${description}`);
  if (!isCalled && !message.includes("|")) return false;
  const { words } = readMessage(message);
  if (!isOneLine(words)) return false;
  const forms = splitForms(words);
  const most = rulesOf(sourceLocale).resolvedOptions().pluralCategories.length;
  const last = codesOf(forms.at(-1) ?? []);
  // Where the source language has but one form, there is no bar to be seen.
  if (forms.length === 1) return isCalled && most === 1 && last.length > 0;
  if (forms.length > most) return false;
  if (isCalled) return true;
  return (
    last.length > 0 &&
    !/\s\||\|\s/.test(message) &&
    codesOf(words).every((code) => last.includes(code))
  );
}

/** The forms of a plural message, as they stand between its bars. */
export function splitForms(words: Words): Words[] {
  const forms: Word[][] = [[]];
  for (const word of words) {
    const parts = word.type === "text" ? word.value.split("|") : [];
    if (word.type !== "text") forms.at(-1)?.push(word);
    parts.forEach((value, index) => {
      if (index > 0) forms.push([]);
      if (value !== "") forms.at(-1)?.push({ type: "text", value });
    });
  }
  return forms;
}

function codesOf(words: Words): string[] {
  return words.flatMap((word) => (word.type === "code" ? [word.value] : []));
}
