import type { KeptSegment } from "../core/model.ts";
import { type PageFault, soundTranslations } from "../core/render/check-page.ts";
import type { Words } from "../core/words/words.ts";
import { keptSegment } from "./kept-segment.ts";
import type { PageRun, Task } from "./run.ts";

/**
 * Puts what is known into the page and reads it again. Words that the page cannot take are given up: they become
 * Problems, and are missing from then on. A page that is spoiled without any new words is not to be written.
 */
export async function renderPage(page: PageRun, { rules }: Task): Promise<string | undefined> {
  if (page.rendered !== undefined) return page.rendered;
  const { document, edits, known } = page;
  const translations = new Map<number, Words>();
  known.forEach((entry, index) => {
    if (entry !== undefined && entry.text !== document.segments[index]?.text)
      translations.set(index, entry.words);
  });
  const sound = await soundTranslations({ document, rules, edits }, translations);
  for (const index of sound.rejected) {
    known[index] = undefined;
    page.problems.set(index, keptSegment(document, index, { kind: "structure", detail: "" }));
  }
  page.rendered = sound.fault === undefined ? page.mark + sound.text : undefined;
  page.fault = sound.fault && pageFault(sound.fault);
  return page.rendered;
}

function pageFault(fault: PageFault): KeptSegment {
  const [detail, line] =
    fault.kind === "refused" ? [fault.reason, fault.line] : ["the whole page", 1];
  return { kind: "unsupported", line, detail, text: "" };
}
