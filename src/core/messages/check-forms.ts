import type { Conformity } from "../words/conform.ts";
import { writeWords } from "../words/notation.ts";
import { trimWords } from "../words/trim-words.ts";
import { hasProse, mergeTexts, type Words } from "../words/words.ts";
import { codesIn, surplus } from "./codes-in.ts";
import { type PluralForm, splitForms } from "./plural.ts";

/**
 * Whether the translation of a plural message has the forms of its locale, each with its placeholders. What Docusaurus
 * would do with fewer forms is repeat the last one, which is the wrong word for some number: they are completed only
 * where the missing ones are rare, and refused otherwise.
 */
export function checkForms(words: Words, source: Words, forms: readonly PluralForm[]): Conformity {
  const given = splitForms(withPlainBars(words, source)).map(trimWords);
  const aligned = align(given, forms);
  if (aligned === undefined) {
    const names = forms.map(({ category }) => category).join(" | ");
    const detail = `${given.length} plural forms instead of ${forms.length}: ${names}`;
    return { kind: "structure", detail };
  }
  const originals = splitForms(source);
  for (const [index, form] of forms.entries()) {
    const fault = formFault(aligned[index] ?? [], originals, form);
    if (fault !== undefined) return fault;
  }
  return { words: joinForms(aligned) };
}

/** A plural message with each form said once: many languages say the same for several numbers. */
export function distinctForms(words: Words): Words {
  const forms = new Map(splitForms(words).map((form) => [writeWords(form), form]));
  return joinForms([...forms.values()]);
}

/** East Asian text has a bar of its own. */
function withPlainBars(words: Words, source: Words): Words {
  if (source.some((word) => word.type === "text" && word.value.includes("｜"))) return words;
  return words.map((word) =>
    word.type === "text" ? { ...word, value: word.value.replaceAll("｜", "|") } : word,
  );
}

/** The inverse of `splitForms`. */
export function joinForms(list: readonly Words[]): Words {
  return mergeTexts(
    list.flatMap((form, index) =>
      index === 0 ? form : [{ type: "text", value: "|" } as const, ...form],
    ),
  );
}

function align(
  given: readonly Words[],
  forms: readonly PluralForm[],
): readonly Words[] | undefined {
  if (given.length === forms.length) return given;
  const last = given.at(-1) ?? [];
  // The last form of any language stands for any number.
  if (forms.length === 1) return [last];
  const usual = forms.filter(({ isRare }) => !isRare);
  if (given.length !== usual.length) return undefined;
  return forms.map((form) => given[usual.indexOf(form)] ?? last);
}

function formFault(
  words: Words,
  originals: readonly Words[],
  { category, isOneNumber }: PluralForm,
): Conformity | undefined {
  const last = originals.at(-1) ?? [];
  if (!hasProse(words) && hasProse(last)) return { kind: "empty", detail: category };
  const codes = codesIn(words);
  const allowed: string[] = [];
  for (const own of originals.map(codesIn)) allowed.push(...surplus(own, allowed));
  const wanted = codesIn(last).filter((code) => !(isOneNumber && isPlaceholder(code)));
  const odd = surplus(codes, allowed)[0] ?? surplus(wanted, codes)[0];
  return odd === undefined ? undefined : { kind: "code-changed", detail: `${odd} (${category})` };
}

function isPlaceholder(code: string): boolean {
  return /^\{\w+\}$/.test(code);
}
