import type { KeptSegment, Locale, MessageStamp, PageSource } from "../core/model.ts";
import type { PageFault } from "../core/render/check-page.ts";
import { type Rejection, soundTranslations } from "../core/render/sound-translations.ts";
import type { Words } from "../core/words/words.ts";
import type { CompileFault } from "../io/ports.ts";
import { noteRefusal } from "./given-up.ts";
import { keptSegment } from "./kept-segment.ts";
import type { PageRun, Ports, Task } from "./run.ts";

export interface RenderPlace {
  readonly locale: Locale;
  readonly task: Task;
  readonly ports: Ports;
}

/**
 * Puts what is known into the file, reads it again, and has Docusaurus compile it if it is a page. Words that it cannot
 * take are given up: they become Problems, and are missing from then on. A file that is spoiled without any new words
 * is not to be written.
 */
export async function renderPage(page: PageRun, place: RenderPlace): Promise<string | undefined> {
  if (page.rendered !== undefined) return page.rendered;
  const sound = await putTogether(page, place);
  if (sound === undefined) return undefined;
  const hasSpare = sound.rejected.map((rejection) => giveUp(page, rejection, place));
  if (hasSpare.includes(true)) return renderPage(page, place);
  page.rendered = sound.fault === undefined ? page.mark + sound.text : undefined;
  page.fault = sound.fault;
  page.stamps = sound.stamps;
  return page.rendered;
}

interface PutTogether {
  readonly text: string;
  readonly rejected: readonly Rejection[];
  readonly fault?: KeptSegment | undefined;
  readonly stamps?: readonly MessageStamp[];
}

/** `undefined` where the locale needs no such file. */
async function putTogether(page: PageRun, place: RenderPlace): Promise<PutTogether | undefined> {
  const { document, source } = page;
  if (document.format === "messages") {
    const written = document.write(allWords(page));
    return written && { ...written, rejected: [] };
  }
  const words = newWords(page);
  if (document.format === "data") return document.write(words);
  if (source.format !== "page") throw new Error(`${source.page} is no page.`);
  const { mark, ways, target } = page;
  const { locale, task, ports } = place;
  const original = mark + document.text;
  const compile = (text: string) =>
    ports.compiler.compile({ source, locale, path: target, text: mark + text, original });
  const checked = { document, edits: ways.edits, rules: task.rules, compile };
  const sound = await soundTranslations(checked, words);
  const fault = sound.fault && (await explain(sound.fault, { source, original, place }));
  return { text: sound.text, rejected: sound.rejected, fault };
}

/** Whether Memory has other words to try: its own cost nothing. A model's are asked for again. */
function giveUp(
  page: PageRun,
  { index, reason: detail }: Rejection,
  { locale, ports }: RenderPlace,
): boolean {
  const { document, known, spares, problems, source, givenUp } = page;
  const lost = known[index];
  known[index] = undefined;
  const kept = keptSegment(document, index, { kind: "structure", detail });
  // Words that another page can take are tried here every time; that they fail is known.
  const isKnown = kept.key !== undefined && givenUp.has(kept.key);
  if (!isKnown) problems.set(index, kept);
  if (lost?.by !== undefined) noteRefusal(page, index, lost.by.model);
  if (lost === undefined || lost.by !== undefined || isKnown) return false;
  const { kind: problem, line } = kept;
  const warning = { kind: "memory-unfit", locale, page: source.page, line, problem } as const;
  ports.emit({ kind: "warning", warning });
  const spare = spares.get(index)?.shift();
  if (spare === undefined) return false;
  known[index] = spare;
  problems.delete(index);
  return true;
}

/** A Segment that is translated by its own text keeps its bytes. */
function newWords(page: PageRun): ReadonlyMap<number, Words> {
  const { known, document } = page;
  const isNew = (index: number) => known[index]?.text !== document.segments[index]?.text;
  return new Map([...allWords(page)].filter(([index]) => isNew(index)));
}

function allWords({ known }: PageRun): ReadonlyMap<number, Words> {
  return new Map(known.flatMap((entry, index) => (entry ? [[index, entry.words] as const] : [])));
}

interface Explained {
  readonly source: PageSource;
  readonly original: string;
  readonly place: RenderPlace;
}

/** A page that does not compile as its author wrote it is the author's to mend. */
async function explain(
  fault: PageFault,
  { source, original, place: { task, ports } }: Explained,
): Promise<KeptSegment> {
  const refused: CompileFault | undefined = await ports.compiler.compile({
    source,
    locale: task.site.sourceLocale,
    path: source.path,
    text: original,
  });
  if (refused)
    return { kind: "source-refused", line: refused.line, detail: refused.reason, text: "" };
  const [line, detail] =
    fault.kind === "refused" ? [fault.line, fault.reason] : [1, "the whole page"];
  return { kind: "unsupported", line, detail, text: "" };
}
