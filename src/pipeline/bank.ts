import { putSection } from "../core/memory/memory.ts";
import type { Answer, Locale, Usage } from "../core/model.ts";
import { readRequest } from "../core/prompt/read-request.ts";
import { acceptLine, type Languages } from "../core/reply/accept-line.ts";
import { type ReplyLine, readReply } from "../core/reply/read-reply.ts";
import { writeWords } from "../core/words/notation.ts";
import type { Lot } from "../io/ports.ts";
import { type LooseAnswer, rememberLoose } from "./bank-loose.ts";
import { recordsOfPage } from "./fill.ts";
import { keptSegment } from "./kept-segment.ts";
import { renderPage } from "./render-page.ts";
import type { LocaleRun, PageRun, Ports, Task } from "./run.ts";
import { saveMemory } from "./save-memory.ts";

/**
 * Checks the Answers of a lot, tries them on their pages, and keeps in Memory what holds. Only then is the lot
 * settled: whatever happens in between, the next run finds the Answers again.
 */
export async function bankLot(lot: Lot, { locales, task, ports }: BankRun): Promise<Usage> {
  const till: Till = {
    slots: slotsOf(locales),
    touched: new Map(),
    loose: [],
    sourceLocale: task.prompt.sourceLocale,
    isPreview: !ports.engine.remembered,
  };
  const usage = { input: 0, output: 0 };
  for await (const answer of lot.answers) {
    usage.input += answer.result.usage.input;
    usage.output += answer.result.usage.output;
    sort(answer, till);
  }
  for (const [page, { locale }] of till.touched) await renderPage(page, { locale, task, ports });
  if (ports.engine.remembered) {
    await remember(till.touched, task, ports);
    await rememberLoose(till.loose, { locales, task, ports });
  }
  await lot.settle();
  return usage;
}

export interface BankRun {
  readonly locales: readonly LocaleRun[];
  readonly task: Task;
  readonly ports: Ports;
}

/** What is being counted while a lot comes in. */
interface Till {
  readonly slots: ReadonlyMap<string, readonly Slot[]>;
  readonly touched: Map<PageRun, LocaleRun>;
  readonly loose: LooseAnswer[];
  readonly sourceLocale: Locale;
  readonly isPreview: boolean;
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
        const places = slots.get(name);
        if (places === undefined) slots.set(name, [{ run, page, index }]);
        else places.push({ run, page, index });
      });
    }
  }
  return slots;
}

function slotName(locale: Locale, text: string): string {
  return `${locale}\n${text}`;
}

/** Each line of a Reply goes wherever its source text stands, or aside if it stands nowhere any more. */
function sort({ request, result }: Answer, { slots, touched, loose, ...till }: Till): void {
  const asked = readRequest(request.body);
  if (asked === undefined) return;
  const { locale, lines } = asked;
  for (const [number, line] of readReply(result, lines)) {
    const text = lines.get(number) ?? "";
    const places = slots.get(slotName(locale, text));
    if (places === undefined && "text" in line) loose.push({ locale, text, target: line.text });
    for (const slot of places ?? []) {
      take(slot, line, { sourceLocale: till.sourceLocale, isPreview: till.isPreview, locale });
      touched.set(slot.page, slot.run);
    }
  }
}

/** An Answer that fits is kept; one that does not is a Problem, unless another Answer has settled it. */
function take({ page, index }: Slot, line: ReplyLine, languages: Languages): void {
  const segment = page.document.segments[index];
  if (segment === undefined || page.known[index] !== undefined) return;
  const read = "kind" in line ? line : acceptLine(line.text, segment, languages);
  if ("kind" in read) page.problems.set(index, keptSegment(page.document, index, read));
  else {
    page.known[index] = { words: read.words, text: writeWords(read.words), human: false };
    page.problems.delete(index);
    page.rendered = undefined;
  }
}

async function remember(touched: Till["touched"], task: Task, ports: Ports): Promise<void> {
  for (const [page, run] of touched) {
    const records = recordsOfPage(page, task.prompt.modelFor(run.locale));
    for (const record of records) putSection(run.memory, record);
  }
  for (const run of new Set(touched.values())) await saveMemory(run, ports);
}
