import { indexMemory, lookupSection, putSection, recordsOf } from "../core/memory/memory.ts";
import { readMessages } from "../core/messages/read-messages.ts";
import type { Locale, MemoryRecord } from "../core/model.ts";
import { askName } from "../core/prompt/ask-name.ts";
import { acceptLine, type Languages } from "../core/reply/accept-line.ts";
import { sectionKey, segmentKey } from "../core/segment/keys.ts";
import type { Segment } from "../core/segment/segment.ts";
import { readWords, writeWords } from "../core/words/notation.ts";
import type { BankRun } from "./bank.ts";
import type { Task } from "./run.ts";
import { saveMemory } from "./save-memory.ts";

/** An Answer to a text that no page of this run has: another locale or page was meant, or the source has changed. */
export interface LooseAnswer {
  readonly locale: Locale;
  readonly text: string;
  /** `askName` of what was asked. */
  readonly name: string;
  readonly target: string;
}

/** Paid for, so kept: as a Section of its own, where a page finds it once its turn comes. */
export async function rememberLoose(
  answers: readonly LooseAnswer[],
  { locales: runs, task, ports }: Omit<BankRun, "tally">,
): Promise<void> {
  const languages = { sourceLocale: task.prompt.sourceLocale, detector: ports.detector() };
  const locales = new Set(answers.map((answer) => answer.locale));
  // Requests come back from files, and a name that is no locale would name a file elsewhere.
  for (const locale of [...locales].filter((name) => /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u.test(name))) {
    const run = runs.find((candidate) => candidate.locale === locale);
    const memory = run?.memory ?? indexMemory(await ports.memory.read(locale));
    const own = answers.filter((answer) => answer.locale === locale);
    const known = new Set(recordsOf(memory).flatMap(pairsOf));
    const messages = messagesByName(task, locale);
    const records = own.flatMap((answer) => {
      const message = messages.get(answer.name);
      return message === undefined
        ? recordsOfAnswer(answer, languages)
        : recordOfMessage(answer, message, languages);
    });
    for (const record of records) {
      // A batch that another machine has collected comes in once more: its words are where they belong.
      if (pairsOf(record).every((pair) => known.has(pair))) continue;
      if (lookupSection(memory, record.key, "") === undefined) putSection(memory, record);
    }
    await saveMemory({ locale, memory }, ports);
  }
}

/** Each text with its translation. */
function pairsOf({ source, target }: MemoryRecord): string[] {
  return source.map((text, index) => `${text}\n${target[index] ?? ""}`);
}

/** A message is known by what is said about it; all that the site has may be meant. */
function messagesByName({ site }: Task, locale: Locale): ReadonlyMap<string, Segment> {
  const byName = new Map<string, Segment>();
  for (const source of site.sources) {
    if (source.format !== "messages") continue;
    const asNew = { sourceLocale: site.sourceLocale, locale, file: undefined, stamps: [] };
    const document = readMessages(source, asNew);
    if ("kind" in document) continue;
    for (const segment of document.segments) byName.set(askName(segment), segment);
  }
  return byName;
}

function recordOfMessage(
  { target, locale }: LooseAnswer,
  segment: Segment,
  languages: Omit<Languages, "locale">,
): MemoryRecord[] {
  const read = acceptLine(target, segment, { ...languages, locale });
  if ("kind" in read) return [];
  return [
    {
      key: sectionKey([segment]),
      classes: [segment.class],
      source: [segment.text],
      ...(segment.note === undefined ? {} : { notes: [segment.note] }),
      target: [writeWords(read.words)],
      human: [],
    },
  ];
}

/** The Request does not say which class its texts are of, so both are kept. */
function recordsOfAnswer(
  answer: LooseAnswer,
  languages: Omit<Languages, "locale">,
): MemoryRecord[] {
  const { text, target, locale } = answer;
  const source = readWords(text);
  if ("mistake" in source) return [];
  const read = acceptLine(target, { text, words: source.words }, { ...languages, locale });
  if ("kind" in read) return [];
  return (["prose", "label"] as const).map((wordClass) => ({
    key: sectionKey([{ key: segmentKey(wordClass, text) }]),
    classes: [wordClass],
    source: [text],
    target: [writeWords(read.words)],
    human: [],
  }));
}
