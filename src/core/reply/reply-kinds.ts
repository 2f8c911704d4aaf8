import type { ReplyProblemKind } from "../problems.ts";
import type { RepairName } from "./repairs.ts";

/** What becomes of a Reply, or of one line of it. */
export type Outcome =
  /** Undone at no cost, and counted. */
  | { readonly repaired: RepairName }
  /** No translation: the next rung of the ladder is tried. */
  | { readonly refused: ReplyProblemKind }
  /** Words like any others: they are written so that they cannot become anything else. */
  | { readonly kept: "as words" };

/** What models are known to do besides translating. */
export type ReplyKind =
  | "fence"
  | "preamble"
  | "postscript"
  | "thinking"
  | "thinking-unclosed"
  | "thinking-unopened"
  | "line-missing"
  | "line-doubled"
  | "line-repeated"
  | "lines-reordered"
  | "lines-merged"
  | "line-broken"
  | "line-invented"
  | "mark-dressed"
  | "mark-lost"
  | "tag-missing"
  | "tag-doubled"
  | "tag-badly-nested"
  | "tag-invented"
  | "tag-translated"
  | "tag-encoded"
  | "tag-wide"
  | "tag-spaced"
  | "tag-as-empty-pair"
  | "code-changed"
  | "code-added"
  | "code-lost"
  | "cut-off"
  | "refused"
  | "filtered"
  | "failed"
  | "empty"
  | "blank"
  | "wordless"
  | "copied"
  | "wrong-language"
  | "wrong-script"
  | "romanised"
  | "too-long"
  | "too-short"
  | "loop"
  | "number-changed"
  | "no-break-spaces"
  | "wide-letters"
  | "zero-width"
  | "bidi"
  | "tag-characters"
  | "module-words"
  | "autolink"
  | "link-markup"
  | "directive"
  | "math"
  | "setext-underline"
  | "heading-mark"
  | "list-mark"
  | "quote-mark"
  | "table-bar"
  | "braces"
  | "angle-brackets"
  | "character-reference"
  | "rule"
  | "code-fence"
  | "emphasis"
  | "indentation";

/**
 * What becomes of each. The guide has a page for every kind, with an example that the tests play through; they also see
 * to it that each repair and each Problem of Replies has a kind that leads to it.
 */
export const replyKinds: Readonly<Record<ReplyKind, Outcome>> = {
  fence: { repaired: "fence" },
  preamble: { repaired: "preamble" },
  postscript: { repaired: "postscript" },
  thinking: { repaired: "thinking" },
  "thinking-unclosed": { refused: "cut-off" },
  "thinking-unopened": { repaired: "thinking" },

  "line-missing": { refused: "line-missing" },
  "line-doubled": { refused: "line-doubled" },
  "line-repeated": { repaired: "line-repeated" },
  "lines-reordered": { repaired: "line-order" },
  "lines-merged": { refused: "line-merged" },
  "line-broken": { refused: "line-merged" },
  "line-invented": { repaired: "line-invented" },
  "mark-dressed": { repaired: "line-mark" },
  "mark-lost": { refused: "line-missing" },

  "tag-missing": { refused: "tag-missing" },
  "tag-doubled": { refused: "tag-doubled" },
  "tag-badly-nested": { refused: "tag-nesting" },
  "tag-invented": { refused: "tag-invented" },
  "tag-translated": { refused: "tag-missing" },
  "tag-encoded": { repaired: "encoded-tags" },
  "tag-wide": { repaired: "wide-tags" },
  "tag-spaced": { repaired: "spaced-tags" },
  "tag-as-empty-pair": { repaired: "empty-pairs" },

  "code-changed": { refused: "code-changed" },
  "code-added": { refused: "code-changed" },
  "code-lost": { refused: "code-changed" },

  "cut-off": { refused: "cut-off" },
  refused: { refused: "refused" },
  filtered: { refused: "refused" },
  failed: { refused: "request-failed" },
  empty: { refused: "empty" },
  blank: { refused: "empty" },
  wordless: { refused: "empty" },

  copied: { refused: "copied" },
  "wrong-language": { refused: "wrong-language" },
  "wrong-script": { refused: "wrong-script" },
  romanised: { refused: "wrong-script" },
  "too-long": { refused: "too-long" },
  "too-short": { refused: "too-short" },
  loop: { refused: "repeated" },
  "number-changed": { refused: "numbers-changed" },

  "no-break-spaces": { repaired: "spaces" },
  "wide-letters": { repaired: "wide-letters" },
  "zero-width": { repaired: "invisible" },
  bidi: { repaired: "invisible" },
  "tag-characters": { repaired: "invisible" },

  "module-words": { kept: "as words" },
  autolink: { refused: "structure" },
  "link-markup": { kept: "as words" },
  directive: { kept: "as words" },
  math: { kept: "as words" },
  "setext-underline": { kept: "as words" },
  "heading-mark": { kept: "as words" },
  "list-mark": { kept: "as words" },
  "quote-mark": { kept: "as words" },
  "table-bar": { kept: "as words" },
  braces: { kept: "as words" },
  "angle-brackets": { refused: "markup-added" },
  "character-reference": { kept: "as words" },
  rule: { kept: "as words" },
  "code-fence": { kept: "as words" },
  emphasis: { kept: "as words" },
  indentation: { kept: "as words" },
};
