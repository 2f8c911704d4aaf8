import { putSection } from "../core/memory/memory.ts";
import type { Answer, ChatRequest, Locale } from "../core/model.ts";
import { problemWords } from "../core/problems.ts";
import { askName, namesIn } from "../core/prompt/ask-name.ts";
import { attemptOf } from "../core/prompt/build-requests.ts";
import type { Rung } from "../core/prompt/ladder.ts";
import { readRequest } from "../core/prompt/read-request.ts";
import { acceptLine, type Languages } from "../core/reply/accept-line.ts";
import { type ReplyLine, readReply } from "../core/reply/read-reply.ts";
import { writeWords } from "../core/words/notation.ts";
import type { Lot } from "../io/ports.ts";
import { type LooseAnswer, rememberLoose } from "./bank-loose.ts";
import { climb } from "./climb.ts";
import { recordsOfPage } from "./fill.ts";
import { noteRefusal } from "./given-up.ts";
import { keptSegment } from "./kept-segment.ts";
import { renderPage } from "./render-page.ts";
import type { LocaleRun, PageRun, Ports, Task } from "./run.ts";
import { saveMemory } from "./save-memory.ts";
import { countAnswer, countRepairs, type Tally } from "./tally.ts";

/**
 * Checks the Answers of a lot, tries them on their pages, and keeps in Memory what holds. Only then is the lot
 * settled: whatever happens in between, the next run finds the Answers again.
 */
export async function bankLot(lot: Lot, { locales, task, ports, tally }: BankRun): Promise<void> {
  const till: Till = {
    locales,
    slots: slotsOf(locales),
    touched: new Map(),
    loose: [],
    asked: [],
    isOld: lot.tariff === "free",
    languages: {
      sourceLocale: task.prompt.sourceLocale,
      isPreview: !ports.engine.remembered,
      detector: ports.engine.remembered ? ports.detector() : undefined,
    },
    tally,
  };
  for await (const answer of lot.answers) sort(answer, till);
  for (const [page, { locale }] of till.touched) await renderPage(page, { locale, task, ports });
  if (ports.engine.remembered) {
    await remember(till.touched, ports);
    await rememberLoose(till.loose, { locales, task, ports });
  }
  const usable = till.asked.filter(({ page, index }) => page.known[index] !== undefined).length;
  await lot.settle({ texts: till.asked.length, usable });
}

export interface BankRun {
  readonly locales: readonly LocaleRun[];
  readonly task: Task;
  readonly ports: Ports;
  readonly tally: Tally;
}

/** What is being put in its place while a lot comes in. */
interface Till {
  readonly locales: readonly LocaleRun[];
  readonly slots: ReadonlyMap<string, readonly Slot[]>;
  readonly touched: Map<PageRun, LocaleRun>;
  readonly loose: LooseAnswer[];
  /** Where the lot's texts stand, each once. */
  readonly asked: Slot[];
  /** Another run has paid for the lot, and has mostly dealt with what failed in it. */
  readonly isOld: boolean;
  readonly languages: Omit<Languages, "locale">;
  readonly tally: Tally;
}

/** A place for an Answer: one Segment of one page. */
interface Slot {
  readonly run: LocaleRun;
  readonly page: PageRun;
  readonly index: number;
}

function slotsOf(locales: readonly LocaleRun[]): ReadonlyMap<string, readonly Slot[]> {
  const known = slotsByRun.get(locales);
  if (known !== undefined) return known;
  const slots = new Map<string, Slot[]>();
  slotsByRun.set(locales, slots);
  for (const run of locales) {
    for (const page of run.pages) {
      page.document.segments.forEach((segment, index) => {
        const name = slotName(run.locale, askName(segment));
        const places = slots.get(name);
        if (places === undefined) slots.set(name, [{ run, page, index }]);
        else places.push({ run, page, index });
      });
    }
  }
  return slots;
}

/** A run has many lots, and its pages are the same in all of them. */
const slotsByRun = new WeakMap<readonly LocaleRun[], ReadonlyMap<string, readonly Slot[]>>();

function slotName(locale: Locale, name: string): string {
  return `${locale}\n${name}`;
}

/** Each line of a Reply goes wherever its source text stands, or aside if it stands nowhere any more. */
function sort(answer: Answer, till: Till): void {
  const { request, result } = answer;
  const asked = readRequest(request.body);
  if (asked === undefined) return;
  const { locale, lines } = asked;
  const by = rungOf(
    request,
    till.locales.find((run) => run.locale === locale),
  );
  const heard = readReply(result, lines);
  countAnswer(till.tally, { by, texts: lines.size, usage: result.usage });
  countRepairs(till.tally, heard.repairs);
  // What went wrong so long ago may go well today; only a model's own answer tells that its way leads nowhere.
  if (!till.isOld || isVerdict(result)) climb(request, till.locales);
  const names = namesIn(asked);
  for (const [number, line] of heard.lines) {
    const text = lines.get(number) ?? "";
    const places = till.slots.get(slotName(locale, names.get(number) ?? text));
    if (places === undefined && "text" in line)
      till.loose.push({ locale, text, name: names.get(number) ?? text, target: line.text });
    till.asked.push(...(places?.slice(0, 1) ?? []));
    places?.forEach((slot, index) => {
      take(slot, { line, by, isFirst: index === 0 }, till);
    });
  }
}

function isVerdict(result: Answer["result"]): boolean {
  return result.kind === "text" || result.reason === "refused";
}

/** How the Request came about: its own model, and its place on the ladder as far as that is the same today. */
function rungOf(request: ChatRequest, run: LocaleRun | undefined): Pick<Rung, "name" | "model"> {
  const attempt = attemptOf(request);
  const name = run?.offer.ladder[attempt - 1]?.name ?? (attempt === 1 ? "first" : "again");
  return { name, model: request.body.model };
}

interface Arrival {
  readonly line: ReplyLine;
  readonly by: Pick<Rung, "name" | "model">;
  /** Counted once, wherever else the text stands. */
  readonly isFirst: boolean;
}

/** An Answer that fits is kept; one that does not is a Problem, unless another Answer has settled it. */
function take({ page, index, run }: Slot, { line, by, isFirst }: Arrival, till: Till): void {
  till.touched.set(page, run);
  const segment = page.document.segments[index];
  if (segment === undefined || page.known[index] !== undefined) return;
  const languages = { ...till.languages, locale: run.locale };
  const read = "kind" in line ? line : acceptLine(line.text, segment, languages);
  if ("kind" in read) {
    const kept = keptSegment(page.document, index, read);
    const isVerdict = problemWords[kept.kind].again === "once";
    // A provider's trouble says nothing about what an earlier answer was refused for.
    if (isVerdict || !page.problems.has(index)) page.problems.set(index, kept);
    if (isVerdict) noteRefusal(page, index, by.model);
    return;
  }
  if (isFirst) countRepairs(till.tally, read.repairs);
  page.known[index] = { words: read.words, text: writeWords(read.words), human: false, by };
  page.problems.delete(index);
  page.rendered = undefined;
}

async function remember(touched: Till["touched"], ports: Ports): Promise<void> {
  for (const [page, run] of touched) {
    for (const record of recordsOfPage(page)) putSection(run.memory, record);
  }
  for (const run of new Set(touched.values())) await saveMemory(run, ports);
}
