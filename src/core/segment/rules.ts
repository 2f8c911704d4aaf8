import { hasProse, plainText } from "../words/words.ts";
import type { RawSegment } from "./segment.ts";

/** What in JSX is text for readers. Everything that no row names is left alone. */
export interface TextRules {
  /** Front matter keys whose values are words. */
  readonly frontMatter: readonly string[];
  /** Component name, or `*` for all others, to props and paths: `label`, `values[].label`. */
  readonly jsxAttributes: Readonly<Record<string, readonly string[]>>;
}

export const defaultTextRules: TextRules = {
  frontMatter: [
    "title",
    "description",
    "sidebar_label",
    "pagination_label",
    "keywords",
    "title_meta",
    "author_title",
  ],
  jsxAttributes: {
    "*": [
      "alt",
      "aria-label",
      "caption",
      "description",
      "header",
      "label",
      "placeholder",
      "subtitle",
      "summary",
      "title",
      "tooltip",
    ],
    Tabs: ["values[].label"],
  },
};

/** Elements whose content is not prose, whatever it looks like. */
const opaqueElements: ReadonlySet<string> = new Set([
  "code", // program text
  "pre",
  "kbd", // keys as they are printed on keyboards
  "samp", // program output
  "var",
  "script", // executed
  "style",
  "svg", // drawings; their labels are part of the picture
  "math",
  "CodeBlock", // the theme's own fence
  "Translate", // localized through code.json
]);

export function isOpaqueElement(name: string | null | undefined): boolean {
  return name !== null && name !== undefined && opaqueElements.has(name);
}

/** Props and paths that hold words in this component; a component's own row replaces the common one. */
export function textPaths(
  rules: TextRules,
  component: string | null | undefined,
): readonly string[] {
  const own = component
    ? Object.entries(rules.jsxAttributes).find(([name]) => name === component)
    : undefined;
  return own?.[1] ?? rules.jsxAttributes["*"] ?? [];
}

/** Has letters outside of code; and a label is words rather than a name. */
export function isTranslatable({ words, style }: Pick<RawSegment, "words" | "style">): boolean {
  return (
    hasProse(words) &&
    (style.type === "markdown" || style.type === "alt" || !looksLikeName(plainText(words, true)))
  );
}

/**
 * A name rather than words: `package.json`, `useState`, `--only`, `@site/x`. Labels and titles are full of them, and
 * translating one misleads readers.
 */
function looksLikeName(text: string): boolean {
  return (
    !/\s/.test(text) &&
    /[\w$]/.test(text) &&
    /[._/\\:@$#(){}<>[\]=*]|\p{Ll}\p{Lu}|^-|\d/u.test(text)
  );
}
