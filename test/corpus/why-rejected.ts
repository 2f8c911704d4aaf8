import { segmentLine } from "../../src/core/document/document.ts";
import { type CheckedPage, type PageFault, pageFault } from "../../src/core/render/check-page.ts";
import { render, type Translations } from "../../src/core/render/render.ts";
import type { Finding } from "./page-report.ts";
import { quote } from "./reply-to.ts";

/** Puts only this Segment into the page again, to see what is wrong with it. */
export async function whyRejected(
  checked: CheckedPage,
  translations: Translations,
  index: number,
): Promise<Finding> {
  const { document, edits } = checked;
  const segment = document.segments[index];
  if (segment === undefined) return { line: 1, reason: `there is no Segment ${index}` };
  const alone = new Map([...translations].filter(([key]) => key === index));
  const text = render(document, edits, alone);
  const reason = explain(await pageFault(checked, alone, text));
  return {
    line: segmentLine(document, segment),
    reason: `${segment.kind} ${quote(segment.text)}: ${reason}`,
  };
}

function explain(fault: PageFault | undefined): string {
  if (fault === undefined) return "spoils the page only together with other texts";
  if (fault.kind === "refused") return `the page no longer parses: ${fault.reason}`;
  if (fault.words.length === 0) return "the structure of the page changes";
  return "reads back as other words";
}
