import { type PageDocument, segmentLine } from "../../src/core/document/document.ts";
import type { Rejection } from "../../src/core/render/sound-translations.ts";
import type { Finding } from "./page-report.ts";
import { quote } from "./reply-to.ts";

/** A Segment whose words the page could not take, as a finding. */
export function rejectedAt(document: PageDocument, { index, reason }: Rejection): Finding {
  const segment = document.segments[index];
  if (segment === undefined) return { line: 1, reason: `there is no Segment ${index}` };
  return {
    line: segmentLine(document, segment),
    reason: `${segment.kind} ${quote(segment.text)}: ${reason}`,
  };
}
