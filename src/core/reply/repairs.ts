/** A way in which models spoil a Reply without losing anything: it is undone, counted, and costs nothing. */
export type RepairName =
  | "thinking"
  | "fence"
  | "preamble"
  | "postscript"
  | "line-mark"
  | "line-order"
  | "line-repeated"
  | "line-invented"
  | "invisible"
  | "spaces"
  | "wide-letters"
  | "encoded-tags"
  | "wide-tags"
  | "spaced-tags"
  | "empty-pairs";

interface RepairWords {
  /** Completes "repaired: …". */
  readonly title: string;
  /** Why it is safe. */
  readonly reason: string;
}

/** One row a repair. A repair only ever makes tags that the source has; what is left is judged as it stands. */
export const repairWords: Readonly<Record<RepairName, RepairWords>> = {
  thinking: {
    title: "the model thought aloud",
    reason: "What stands between the marks of thinking is no answer, whatever it looks like.",
  },
  fence: {
    title: "the reply was fenced",
    reason: "A fence around everything says how to show the lines, not what they are.",
  },
  preamble: {
    title: "a preamble stood before the first line",
    reason: "Nothing without a number in front of the first line was asked for.",
  },
  postscript: {
    title: "a postscript stood behind the last line",
    reason: "A blank line parts it from a line that ends as its source does.",
  },
  "line-mark": {
    title: "numbers of lines were written in another way",
    reason: "`**1.**` and `１、` in front of a line say the same as `1`.",
  },
  "line-order": {
    title: "lines came in another order",
    reason: "Each line has its number.",
  },
  "line-repeated": {
    title: "lines came twice, and were the same",
    reason: "There is nothing to choose between.",
  },
  "line-invented": {
    title: "lines came that were not asked for",
    reason: "A number that counts on from the last one is no part of the line above it.",
  },
  invisible: {
    title: "invisible characters were added",
    reason:
      "Control, zero-width, bidirectional and tag characters are not words; those that a script needs stay.",
  },
  spaces: {
    title: "unusual spaces were added",
    reason: "A space reads the same; those that typography asks for stay.",
  },
  "wide-letters": {
    title: "full-width letters were used",
    reason: "Outside of East Asia they are the plain ones in disguise.",
  },
  "encoded-tags": {
    title: "tags were encoded for HTML",
    reason: "`&lt;1&gt;` is how some models write a tag when they think of HTML.",
  },
  "wide-tags": {
    title: "tags were written with full-width characters",
    reason: "In East Asian text brackets, slashes and digits come out full-width or angular.",
  },
  "spaced-tags": {
    title: "tags had spaces in them",
    reason: "`< 1 >` and `<1 />` read as tags to everyone but a parser.",
  },
  "empty-pairs": {
    title: "single tags were written as empty pairs",
    reason: "`<2></2>` is the same as `<2/>` where the source has `<2/>`.",
  },
};
