import type { Advice } from "../glossary/glossary.ts";
import { oneLine } from "./one-line.ts";

/** Comments of a Request. Each is one line and no text to translate, whatever a glossary holds. */
export function glossaryLines(terms: readonly Advice[]): string[] {
  return terms.map(({ term, translation, note }) => {
    const advice =
      translation === undefined
        ? `keep ${quoted(term)} as it is`
        : `translate ${quoted(term)} as ${quoted(translation)}`;
    return `# Glossary: ${advice}${note === undefined ? "" : ` (${oneLine(note)})`}`;
  });
}

/** A quotation mark in a term does not end it. */
function quoted(text: string): string {
  return JSON.stringify(oneLine(text));
}
