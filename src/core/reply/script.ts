import type { Locale } from "../model.ts";
import type { Verdict } from "./judge.ts";

/** The scripts that a language is written in, as `Intl.Locale` names them, and how to recognise a letter of them. */
const letters: Readonly<Record<string, RegExp>> = {
  Arab: /\p{Script=Arabic}/gu,
  Armn: /\p{Script=Armenian}/gu,
  Beng: /\p{Script=Bengali}/gu,
  Cyrl: /\p{Script=Cyrillic}/gu,
  Deva: /\p{Script=Devanagari}/gu,
  Ethi: /\p{Script=Ethiopic}/gu,
  Geor: /\p{Script=Georgian}/gu,
  Grek: /\p{Script=Greek}/gu,
  Gujr: /\p{Script=Gujarati}/gu,
  Hans: /\p{Script=Han}/gu,
  Hant: /\p{Script=Han}/gu,
  Hebr: /\p{Script=Hebrew}/gu,
  Jpan: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Khmr: /\p{Script=Khmer}/gu,
  Knda: /\p{Script=Kannada}/gu,
  Kore: /[\p{Script=Hangul}\p{Script=Han}]/gu,
  Laoo: /\p{Script=Lao}/gu,
  Latn: /\p{Script=Latin}/gu,
  Mlym: /\p{Script=Malayalam}/gu,
  Mymr: /\p{Script=Myanmar}/gu,
  Orya: /\p{Script=Oriya}/gu,
  Sinh: /\p{Script=Sinhala}/gu,
  Taml: /\p{Script=Tamil}/gu,
  Telu: /\p{Script=Telugu}/gu,
  Thai: /\p{Script=Thai}/gu,
};

/**
 * Text in another alphabet than the locale's: left in the source language, romanised, or in a wrong language. Product
 * names in Latin letters are everywhere, so a text must hold none of the expected letters to be refused; where Latin
 * is expected, it must hold mostly others.
 */
export function scriptProblem(source: string, target: string, locale: Locale): Verdict | undefined {
  const script = scriptOf(locale);
  const expected = script === undefined ? undefined : letters[script];
  const all = count(target, /\p{L}/gu);
  if (expected === undefined || all < 20) return undefined;
  const right = count(target, expected);
  const isWrong =
    script === "Latn"
      ? right < all / 2 && count(source, expected) > count(source, /\p{L}/gu) / 2
      : right === 0;
  return isWrong ? { kind: "wrong-script", detail: script ?? "" } : undefined;
}

/** As CLDR knows it: `Latn`, `Jpan`; nothing where the name is no language tag. */
export function scriptOf(locale: Locale): string | undefined {
  try {
    return new Intl.Locale(locale).maximize().script;
  } catch {
    // A site may call its locales what it likes.
    return undefined;
  }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
