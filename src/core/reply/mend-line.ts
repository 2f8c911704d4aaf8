/** One way in which models spoil the notation without losing anything, and how it is undone. */
interface Repair {
  readonly name: RepairName;
  /** Why it is safe. */
  readonly reason: string;
  mend(line: string, source: string): string;
}

export type RepairName = "invisible" | "encoded-tags" | "wide-tags" | "spaced-tags" | "empty-pairs";

/**
 * Undoes what is certain. Each repair only ever makes tags that the source has, and characters that nobody can see
 * disappear; whatever is left is judged as it stands.
 */
export function mendLine(line: string, source: string): string {
  return repairs.reduce((text, repair) => repair.mend(text, source), line);
}

export const repairs: readonly Repair[] = [
  {
    name: "invisible",
    reason:
      "Control, zero-width, bidirectional and tag characters are not words; those that scripts need stay.",
    mend: (line, source) =>
      line.replace(invisible, (character) => {
        const isNeeded =
          source.includes(character) || (isMark(character) && rightToLeft.test(line));
        return isNeeded ? character : "";
      }),
  },
  {
    name: "encoded-tags",
    reason: "`&lt;1&gt;` is how some models write a tag when they think of HTML.",
    mend: (line, source) => ownTags(line, /&lt;(\/?)(\d{1,4})(\/?)&gt;/g, source),
  },
  {
    name: "wide-tags",
    reason: "In East Asian text brackets, slashes and digits come out full-width or angular.",
    mend: (line, source) =>
      ownTags(line, /[<＜〈‹]([/／]?)([\d０-９]{1,4})([/／]?)[>＞〉›]/g, source),
  },
  {
    name: "spaced-tags",
    reason: "`< 1 >` and `<1 />` read as tags to everyone but a parser.",
    mend: (line, source) =>
      ownTags(line, /<\s{0,2}(\/?)\s{0,2}(\d{1,4})\s{0,2}(\/?)\s{0,2}>/g, source),
  },
  {
    name: "empty-pairs",
    reason: "`<2></2>` is the same as `<2/>` where the source has `<2/>`.",
    mend: (line, source) =>
      line.replace(/<(\d{1,4})><\/\1>/g, (pair, id: string) =>
        source.includes(`<${id}/>`) ? `<${id}/>` : pair,
      ),
  },
];

/** Joiners are letters' business in Arabic, Indic and other scripts; the rest only hides something. */
const invisible =
  /(?!\t)[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** The two marks that people type to keep punctuation in its place. */
function isMark(character: string): boolean {
  return character === "\u200e" || character === "\u200f";
}

function ownTags(line: string, pattern: RegExp, source: string): string {
  return line.replace(pattern, (found, open: string, id: string, close: string) => {
    const tag = `<${open && "/"}${id.normalize("NFKC")}${close && "/"}>`;
    return source.includes(tag) ? tag : found;
  });
}
