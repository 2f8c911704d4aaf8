import { distinctForms } from "../messages/check-forms.ts";
import type { Locale } from "../model.ts";
import { judge, type Verdict } from "./judge.ts";
import type { LanguageDetector } from "./language.ts";
import { type AskedText, type ReadLine, readLine } from "./read-line.ts";

export interface Languages {
  readonly sourceLocale: Locale;
  readonly locale: Locale;
  /** A preview is no translation, and is not judged as one. */
  readonly isPreview?: boolean;
  /** Without one, languages that share their letters are not told apart. */
  readonly detector?: LanguageDetector | undefined;
}

/** One line of a Reply as the translation of a text, or why it is none: read, then judged. */
export function acceptLine(
  line: string,
  asked: AskedText,
  languages: Languages,
): ReadLine | Verdict {
  const read = readLine(line, asked, languages.locale);
  if ("kind" in read || languages.isPreview) return read;
  const target = asked.message?.forms === undefined ? read.words : distinctForms(read.words);
  return judge({ ...languages, source: asked.words, target }) ?? read;
}
