import type { Locale } from "../model.ts";

/**
 * How many bytes a translation from English has for each byte of its source; by language, else by script. Tokens follow
 * bytes in all languages alike (`prompt/tokens.ts`).
 *
 * `ar`, `fr` and `ja` were measured on the phrasebooks of the guide (450 texts: 1.55, 1.23, 1.45), the others on the
 * texts of the user interface that Docusaurus ships (54 to 150 texts a language; `ar`, `fr` and `ja` there: 1.73, 1.32,
 * 1.43). Each is rounded up. Scripts that nobody measured get what the longest one has.
 */
export function outputFactor(locale: Locale): number {
  const { language, script } = partsOf(locale);
  return languages.get(`${language}-${script}`) ?? scripts.get(script) ?? longest;
}

const languages: ReadonlyMap<string, number> = new Map([
  ["da-Latn", 1.2],
  ["et-Latn", 1.2],
  ["fa-Arab", 1.8],
  ["fr-Latn", 1.3],
  ["hu-Latn", 1.4],
  ["id-Latn", 1.2],
  ["is-Latn", 1.2],
  ["nb-Latn", 1.2],
  ["nl-Latn", 1.25],
  ["pl-Latn", 1.45],
  ["sr-Cyrl", 1.85],
  ["sv-Latn", 1.2],
  ["tk-Latn", 1.25],
  ["tr-Latn", 1.25],
  ["ur-Arab", 1.95],
  ["vi-Latn", 1.5],
]);

const scripts: ReadonlyMap<string, number> = new Map([
  ["Arab", 1.65],
  ["Cyrl", 2.3],
  ["Deva", 2.5],
  ["Hans", 1.05],
  ["Hant", 1.05],
  ["Hebr", 1.5],
  ["Jpan", 1.55],
  ["Kore", 1.35],
  ["Latn", 1.35],
]);

/** Bengali. */
const longest = 2.9;

/** A name that is no language tag is taken for one in Latin letters, as most are. */
function partsOf(locale: Locale): { readonly language: string; readonly script: string } {
  try {
    const { language, script = "Latn" } = new Intl.Locale(locale).maximize();
    return { language, script };
  } catch {
    return { language: "", script: "Latn" };
  }
}
