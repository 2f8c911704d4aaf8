import type { Locale } from "../model.ts";
import type { RepairName } from "./repairs.ts";
import { scriptOf } from "./script.ts";

/** What a line translates, which decides what in it is odd. */
export interface Original {
  /** In the notation. */
  readonly text: string;
  /** That the line is written for. */
  readonly locale: Locale;
}

export interface Mended {
  readonly text: string;
  readonly repairs: readonly RepairName[];
}

/** Undoes what is certain; `repairs.ts` has the reasons. Whatever is left is judged as it stands. */
export function mendLine(line: string, original: Original): Mended {
  let text = line;
  const repairs: RepairName[] = [];
  for (const { name, mend } of lineRepairs) {
    const mended = mend(text, original);
    if (mended !== text) repairs.push(name);
    text = mended;
  }
  return { text, repairs };
}

interface LineRepair {
  readonly name: RepairName;
  mend(line: string, original: Original): string;
}

/** In this order: what is hidden inside of a tag goes first. */
export const lineRepairs: readonly LineRepair[] = [
  { name: "invisible", mend: withoutInvisible },
  { name: "spaces", mend: withPlainSpaces },
  { name: "wide-letters", mend: withPlainLetters },
  {
    name: "encoded-tags",
    mend: (line, { text }) => ownTags(line, /&lt;(\/?)(\d{1,4})(\/?)&gt;/g, text),
  },
  {
    name: "wide-tags",
    mend: (line, { text }) =>
      ownTags(line, /[<＜〈‹]([/／]?)([\d０-９]{1,4})([/／]?)[>＞〉›]/g, text),
  },
  {
    name: "spaced-tags",
    mend: (line, { text }) =>
      ownTags(line, /<\s{0,2}(\/?)\s{0,2}(\d{1,4})\s{0,2}(\/?)\s{0,2}>/g, text),
  },
  {
    name: "empty-pairs",
    mend: (line, { text }) =>
      line.replace(/<(\d{1,4})><\/\1>/g, (pair, id: string) =>
        text.includes(`<${id}/>`) ? `<${id}/>` : pair,
      ),
  },
];

function withoutInvisible(line: string, { text }: Original): string {
  const needed = new Set(text.match(invisible));
  if (rightToLeft.test(line)) for (const mark of directionMarks) needed.add(mark);
  return line.replace(invisible, (character) => (needed.has(character) ? character : ""));
}

/** Joiners are letters' business in Arabic, Indic and other scripts; the rest only hides something. */
const invisible =
  /(?!\t)[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** That people type to keep punctuation in its place. */
const directionMarks = ["\u200e", "\u200f"];

/**
 * French sets one before `:`, many languages one in numbers, for which a tag may stand, and behind a short word, Russian
 * one before a dash, and East Asian text has a wide one.
 */
function withPlainSpaces(line: string, { text, locale }: Original): string {
  const isWide = isEastAsian(locale);
  return line.replace(oddSpaces, (space, at: number) => {
    const isUsual =
      text.includes(space) ||
      (space === "\u3000" && isWide) ||
      (noBreak.test(space) && holdsTogether(line.slice(Math.max(0, at - 4), at), line[at + 1]));
    return isUsual ? space : " ";
  });
}

const oddSpaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

const noBreak = /^[\u00a0\u2007\u202f]$/;

function holdsTogether(before: string, after = ""): boolean {
  return (
    /[\p{Nd}«„“‹(>]$|(?:^|[^\p{L}])\p{L}{1,2}\.?$/u.test(before) ||
    /^[\p{Nd}?!:;%‰»›”“€$£¥°—–]/u.test(after)
  );
}

function withPlainLetters(line: string, { text, locale }: Original): string {
  if (isEastAsian(locale)) return line;
  return line.replace(wideLetters, (found) =>
    text.includes(found) ? found : found.normalize("NFKC"),
  );
}

/** None that a tag or a code span is made of: these are for the repairs of tags. */
const wideLetters = /[！-．：；＝？-［］-＿ａ-～]|(?<![<＜〈‹/／\d０-９])[０-９]+/g;

function isEastAsian(locale: Locale): boolean {
  const script = scriptOf(locale);
  return script === undefined || ["Hans", "Hant", "Jpan", "Kore"].includes(script);
}

function ownTags(line: string, pattern: RegExp, source: string): string {
  return line.replace(pattern, (found, open: string, id: string, close: string) => {
    const tag = `<${open && "/"}${id.normalize("NFKC")}${close && "/"}>`;
    return source.includes(tag) ? tag : found;
  });
}
