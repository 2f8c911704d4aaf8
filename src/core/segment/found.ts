import type { Heading } from "mdast";
import type { PageHeading } from "../document/heading-ids.ts";
import type { Markdown } from "../document/markdown.ts";
import type { ParsedPage } from "../document/parse-page.ts";
import type { Bytes } from "./bytes.ts";
import type { Reference } from "./reference.ts";
import type { TextRules } from "./rules.ts";
import type { RawSegment } from "./segment.ts";

/** What the walk over a page has found so far, and what it needs to go on. */
export interface Found {
  readonly page: ParsedPage;
  readonly markdown: Markdown;
  readonly rules: TextRules;
  readonly bytes: Bytes;
  readonly readHeading: (heading: Heading) => PageHeading;
  readonly segments: RawSegment[];
  readonly references: Reference[];
  readonly headings: FoundHeading[];
  readonly inCell: boolean;
}

export type FoundHeading = PageHeading & { readonly start: number };

/** A text without words (an empty title, a paragraph of white space) is none. */
export function addSegment(segment: Omit<RawSegment, "inCell">, found: Found): void {
  const { segments, inCell } = found;
  if (segment.words.length > 0) segments.push({ ...segment, inCell });
}
