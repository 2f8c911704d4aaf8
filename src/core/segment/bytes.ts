import type { Node } from "unist";
import type { ParsedPage } from "../document/parse-page.ts";
import type { TextAutolink } from "../document/parser.ts";
import type { Range } from "../model.ts";

/** Offsets of a node in the page as written, and the bytes between. */
export interface Bytes {
  range(node: Node): Range;
  /** A range that the parser reported, in the page as written. */
  written(range: Range): Range;
  slice(range: Range): string;
  autolinksIn(text: string): readonly TextAutolink[];
}

export function bytesOf({ at, text, parser }: ParsedPage): Bytes {
  return {
    range: ({ position }) => ({
      start: at(position?.start.offset ?? 0),
      end: at(position?.end.offset ?? 0),
    }),
    written: ({ start, end }) => ({ start: at(start), end: at(end) }),
    slice: ({ start, end }) => text.slice(start, end),
    autolinksIn: parser.autolinksIn,
  };
}
