import type { Locale } from "../model.ts";
import type { ReplyProblemKind } from "../problems.ts";
import { plainText, type Words } from "../words/words.ts";
import { westernDigits } from "./digits.ts";
import { type LanguageDetector, languageProblem } from "./language.ts";
import { scriptProblem } from "./script.ts";

/** What a translation is judged by. */
export interface Verdict {
  readonly kind: ReplyProblemKind;
  readonly detail: string;
}

export interface Translation {
  readonly source: Words;
  readonly target: Words;
  readonly sourceLocale: Locale;
  readonly locale: Locale;
  readonly detector?: LanguageDetector | undefined;
}

/**
 * Signs that a well-formed line is no translation. Each check is cheap, looks at one text alone, and would rather let
 * a bad sentence pass than refuse a good one: what it refuses costs a second request.
 */
export function judge(translation: Translation): Verdict | undefined {
  const texts = {
    source: plainText(translation.source, true).trim(),
    target: plainText(translation.target, true).trim(),
  };
  for (const check of checks) {
    const verdict = check(texts, translation);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

interface Texts {
  readonly source: string;
  readonly target: string;
}

type Check = (texts: Texts, translation: Translation) => Verdict | undefined;

const checks: readonly Check[] = [
  repeated,
  tooLong,
  tooShort,
  copied,
  wrongScript,
  wrongLanguage,
  numbersLost,
];

/** A model in a loop says the same again and again. */
function repeated({ source, target }: Texts): Verdict | undefined {
  const loop = /(.{3,80}?)\1{4,}/su;
  const found = loop.exec(target)?.[1];
  return found !== undefined && /\p{L}/u.test(found) && !loop.test(source)
    ? { kind: "repeated", detail: found.trim() }
    : undefined;
}

function tooLong({ source, target }: Texts): Verdict | undefined {
  return target.length > 6 * source.length + 60
    ? { kind: "too-long", detail: `${target.length} characters for ${source.length}` }
    : undefined;
}

/** Chinese says in one character what takes English four; below that, something is missing. */
function tooShort({ source, target }: Texts): Verdict | undefined {
  return source.length >= 60 && target.length < source.length / 10
    ? { kind: "too-short", detail: `${target.length} characters for ${source.length}` }
    : undefined;
}

/** Names and short labels are often right as they are; a sentence is not, unless the locales share a language. */
function copied(
  { source, target }: Texts,
  { sourceLocale, locale }: Translation,
): Verdict | undefined {
  const isSentence = source.length >= 30 && source.split(/\s+/).length >= 5;
  const sameLanguage = sourceLocale.split("-")[0] === locale.split("-")[0];
  return isSentence && !sameLanguage && flat(source) === flat(target)
    ? { kind: "copied", detail: "" }
    : undefined;
}

function flat(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Code is Latin everywhere. */
function wrongScript(_: Texts, { source, target, locale }: Translation): Verdict | undefined {
  return scriptProblem(plainText(source), plainText(target), locale);
}

function wrongLanguage(_: Texts, { detector, ...translation }: Translation): Verdict | undefined {
  if (detector === undefined) return undefined;
  const [source, target] = [plainText(translation.source), plainText(translation.target)];
  return languageProblem({ ...translation, source, target }, detector);
}

/**
 * Numbers of two digits and more are facts. How digits are grouped differs, East Asia has words for thousands, others
 * have one for a million, and hours of the afternoon count on in most places.
 */
function numbersLost({ source, target }: Texts): Verdict | undefined {
  if (/[十百千万萬億亿兆조억만천백]/u.test(target)) return undefined;
  const given = westernDigits(target).replace(/\D/g, "");
  const lost = numbersIn(westernDigits(source)).find(
    (number) => !given.includes(significant(number)),
  );
  return lost === undefined ? undefined : { kind: "numbers-changed", detail: lost };
}

function numbersIn(text: string): string[] {
  const timeless = text.replace(/\d{1,2}(?::\d\d)?\s?[ap]\.?m\b/gi, "");
  const numbers = timeless.match(/\d(?:[\d.,'’\u00a0\u202f]*\d)+/g) ?? [];
  return numbers.map((number) => number.replace(/\D/g, ""));
}

/** Without what `05` has in front, and what "1.5 million" has in words. */
function significant(number: string): string {
  return number.replace(/^0+/, "").replace(/0{3,}$/, "");
}
