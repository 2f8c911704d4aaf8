import { indexMemory, lookupSection, putSection, recordsOf } from '../core/memory/memory.ts';
import type { Locale, MemoryRecord, Usage } from '../core/model.ts';
import { readReply } from '../core/prompt/read-reply.ts';
import { readRequest } from '../core/prompt/read-request.ts';
import { sectionKey, segmentKey } from '../core/segment/keys.ts';
import { conform } from '../core/words/conform.ts';
import { readWords, writeWords } from '../core/words/notation.ts';
import type { Lot } from '../io/ports.ts';
import { keptSegment } from './kept-segment.ts';
import { knownFrom, recordsOfPage } from './fill.ts';
import { renderPage } from './render-page.ts';
import type { LocaleRun, PageRun, Ports, Task } from './run.ts';

/**
 * Checks the Answers of a lot, tries them on their pages, and keeps in Memory what holds. Only then is the lot
 * settled: whatever happens in between, the next run finds the Answers again.
 */
export async function bankLot(lot: Lot, run: BankRun): Promise<Usage> {
  const { locales, task, ports } = run;
  const slots = slotsOf(locales);
  const touched = new Map<PageRun, LocaleRun>();
  const loose: LooseAnswer[] = [];
  const usage = { input: 0, output: 0 };
  for await (const { request, result } of lot.answers) {
    usage.input += result.usage.input;
    usage.output += result.usage.output;
    const asked = readRequest(request.body);
    if (asked === undefined) continue;
    for (const [number, line] of readReply(result, asked.lines.keys())) {
      const text = asked.lines.get(number) ?? '';
      const places = slots.get(slotName(asked.locale, text));
      if (places === undefined && 'text' in line) loose.push({ locale: asked.locale, text, target: line.text });
      for (const slot of places ?? []) {
        take(slot, line);
        touched.set(slot.page, slot.run);
      }
    }
  }
  for (const page of touched.keys()) await renderPage(page, task);
  if (ports.engine.remembered) {
    await remember(touched, run);
    await rememberLoose(loose, run);
  }
  await lot.settle();
  return usage;
}

export interface BankRun {
  readonly locales: readonly LocaleRun[];
  readonly task: Task;
  readonly ports: Ports;
}

/** A place for an Answer: one Segment of one page. */
interface Slot {
  readonly run: LocaleRun;
  readonly page: PageRun;
  readonly index: number;
}

function slotsOf(locales: readonly LocaleRun[]): ReadonlyMap<string, readonly Slot[]> {
  const slots = new Map<string, Slot[]>();
  for (const run of locales) {
    for (const page of run.pages) {
      page.document.segments.forEach(({ text }, index) => {
        const name = slotName(run.locale, text);
        slots.set(name, [...(slots.get(name) ?? []), { run, page, index }]);
      });
    }
  }
  return slots;
}

function slotName(locale: Locale, text: string): string {
  return `${locale}\n${text}`;
}

/** An Answer that fits is kept; one that does not is a Problem, unless another Answer has settled it. */
function take({ page, index }: Slot, line: ReturnType<typeof readReply> extends Map<number, infer Line> ? Line : never): void {
  const segment = page.document.segments[index];
  if (segment === undefined || page.known[index] !== undefined) return;
  const read = 'kind' in line ? line : conform(line.text, segment.words);
  if ('kind' in read) page.problems.set(index, keptSegment(page.document, index, read));
  else {
    page.known[index] = { words: read.words, text: writeWords(read.words), human: false };
    page.problems.delete(index);
  }
}

async function remember(touched: ReadonlyMap<PageRun, LocaleRun>, { task, ports }: BankRun): Promise<void> {
  const locales = new Set(touched.values());
  for (const [page, run] of touched) {
    for (const record of recordsOfPage(page, task.prompt.modelFor(run.locale))) putSection(run.memory, record);
  }
  for (const { locale, memory } of locales) await ports.memory.write(locale, recordsOf(memory));
}

/** An Answer to a text that no page of this run has: another locale or page was meant, or the source has changed. */
interface LooseAnswer {
  readonly locale: Locale;
  readonly text: string;
  readonly target: string;
}

/** Paid for, so kept: as a Section of its own, where the page finds it once its turn comes. */
async function rememberLoose(answers: readonly LooseAnswer[], { locales, ports }: BankRun): Promise<void> {
  for (const locale of new Set(answers.map((answer) => answer.locale))) {
    const memory = locales.find((run) => run.locale === locale)?.memory ?? indexMemory(await ports.memory.read(locale));
    const records = answers.filter((answer) => answer.locale === locale).flatMap(looseRecords);
    for (const record of records.filter(({ key }) => lookupSection(memory, key, '') === undefined)) putSection(memory, record);
    await ports.memory.write(locale, recordsOf(memory));
  }
}

/** The Request does not say which class its texts are of, so both are kept. */
function looseRecords({ text, target }: LooseAnswer): MemoryRecord[] {
  const source = readWords(text);
  const known = 'words' in source ? knownFrom(target, source.words, false) : undefined;
  if (known === undefined) return [];
  return (['prose', 'label'] as const).map((wordClass) => ({
    key: sectionKey([{ key: segmentKey(wordClass, text) }]),
    classes: [wordClass],
    source: [text],
    target: [known.text],
    human: [],
  }));
}
