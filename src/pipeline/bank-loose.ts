import { indexMemory, lookupSection, putSection, recordsOf } from "../core/memory/memory.ts";
import type { Locale, MemoryRecord } from "../core/model.ts";
import { sectionKey, segmentKey } from "../core/segment/keys.ts";
import { readWords } from "../core/words/notation.ts";
import { knownFrom } from "./fill.ts";
import type { LocaleRun, Ports } from "./run.ts";

/** An Answer to a text that no page of this run has: another locale or page was meant, or the source has changed. */
export interface LooseAnswer {
  readonly locale: Locale;
  readonly text: string;
  readonly target: string;
}

/** Paid for, so kept: as a Section of its own, where a page finds it once its turn comes. */
export async function rememberLoose(
  answers: readonly LooseAnswer[],
  locales: readonly LocaleRun[],
  { memory: store }: Ports,
): Promise<void> {
  for (const locale of new Set(answers.map((answer) => answer.locale))) {
    const run = locales.find((candidate) => candidate.locale === locale);
    const memory = run?.memory ?? indexMemory(await store.read(locale));
    const records = answers.filter((answer) => answer.locale === locale).flatMap(recordsOfAnswer);
    for (const record of records) {
      if (lookupSection(memory, record.key, "") === undefined) putSection(memory, record);
    }
    await store.write(locale, recordsOf(memory));
  }
}

/** The Request does not say which class its texts are of, so both are kept. */
function recordsOfAnswer({ text, target }: LooseAnswer): MemoryRecord[] {
  const source = readWords(text);
  const known = "words" in source ? knownFrom(target, source.words, false) : undefined;
  if (known === undefined) return [];
  return (["prose", "label"] as const).map((wordClass) => ({
    key: sectionKey([{ key: segmentKey(wordClass, text) }]),
    classes: [wordClass],
    source: [text],
    target: [known.text],
    human: [],
  }));
}
