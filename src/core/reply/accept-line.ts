import type { Locale } from "../model.ts";
import { conform } from "../words/conform.ts";
import type { Words } from "../words/words.ts";
import { judge, type Verdict } from "./judge.ts";
import type { LanguageDetector } from "./language.ts";
import { mendLine } from "./mend-line.ts";
import type { RepairName } from "./repairs.ts";

export interface Languages {
  readonly sourceLocale: Locale;
  readonly locale: Locale;
  /** A preview is no translation, and is not judged as one. */
  readonly isPreview?: boolean;
  /** Without one, languages that share their letters are not told apart. */
  readonly detector?: LanguageDetector | undefined;
}

export interface AcceptedLine {
  readonly words: Words;
  /** What had to be undone in it. */
  readonly repairs: readonly RepairName[];
}

/** One line of a Reply as the translation of a text, or why it is none: mended, read, judged. */
export function acceptLine(
  line: string,
  asked: { readonly words: Words; readonly text: string },
  languages: Languages,
): AcceptedLine | Verdict {
  const { text, repairs } = mendLine(line, { text: asked.text, locale: languages.locale });
  const read = conform(text, asked.words);
  if ("kind" in read) return read;
  const accepted = { words: read.words, repairs };
  if (languages.isPreview) return accepted;
  return judge({ ...languages, source: asked.words, target: read.words }) ?? accepted;
}
