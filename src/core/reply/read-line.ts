import { type AskedMessage, conformMessage } from "../messages/conform-message.ts";
import type { Locale } from "../model.ts";
import { conform } from "../words/conform.ts";
import type { Words } from "../words/words.ts";
import type { Verdict } from "./judge.ts";
import { mendLine } from "./mend-line.ts";
import type { RepairName } from "./repairs.ts";

/** A text that is translated. */
export interface AskedText {
  /** In the notation. */
  readonly text: string;
  readonly words: Words;
  /** Of a message of the user interface. */
  readonly message?: AskedMessage;
}

export interface ReadLine {
  readonly words: Words;
  /** What had to be undone in it. */
  readonly repairs: readonly RepairName[];
}

/**
 * Foreign text as words for a text, or why it cannot be: within bounds, in the notation. What a model spoilt on its way
 * into a locale is mended; a person's choice of characters is not, so that nothing is said of a locale.
 */
export function readLine(line: string, asked: AskedText, mendFor?: Locale): ReadLine | Verdict {
  if (line.length > mostFor(asked))
    return { kind: "too-long", detail: `${line.length} characters` };
  const { text, repairs } =
    mendFor === undefined
      ? { text: line, repairs: [] }
      : mendLine(line, { text: asked.text, locale: mendFor });
  const read =
    asked.message === undefined
      ? conform(text, asked.words)
      : conformMessage(text, asked.words, asked.message);
  return "kind" in read ? read : { words: read.words, repairs };
}

/** Tags and code included, no honest translation comes near this; reading more would only cost time. */
function mostFor({ text }: AskedText): number {
  return 20 * text.length + 2000;
}
