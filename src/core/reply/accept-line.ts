import type { Locale } from "../model.ts";
import { type Conformity, conform } from "../words/conform.ts";
import type { Words } from "../words/words.ts";
import { judge } from "./judge.ts";
import { mendLine } from "./mend-line.ts";

export interface Languages {
  readonly sourceLocale: Locale;
  readonly locale: Locale;
  /** A preview is no translation, and is not judged as one. */
  readonly isPreview?: boolean;
}

/** One line of a Reply as the translation of a text, or why it is none: mended, read, judged. */
export function acceptLine(
  line: string,
  asked: { readonly words: Words; readonly text: string },
  languages: Languages,
): Conformity {
  const read = conform(mendLine(line, asked.text), asked.words);
  if ("kind" in read) return read;
  if (languages.isPreview) return read;
  return judge({ ...languages, source: asked.words, target: read.words }) ?? read;
}
