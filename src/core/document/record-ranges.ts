import type { CompileContext, Extension, Token } from "mdast-util-from-markdown";
import { decodeString } from "micromark-util-decode-string";
import { normalizeIdentifier } from "micromark-util-normalize-identifier";
import type { Range } from "../model.ts";

/** Where the parts of a link, image or definition stand that mdast gives only as values. */
export interface PartRanges {
  /** What is between the first brackets. */
  readonly label?: Range;
  readonly url?: Range;
  readonly title?: Range;
}

declare module "mdast" {
  interface Data {
    parts?: PartRanges;
  }
}

/**
 * Does what `mdast-util-from-markdown` does at the end of these tokens, and keeps their ranges in `data.parts`, so that
 * a title or a path can be replaced without touching the bytes around it.
 */
export const recordRanges: Extension = {
  exit: {
    labelText(token) {
      const raw = this.sliceSerialize(token);
      const node = this.stack.at(-2);
      Object.assign(node ?? {}, {
        label: decodeString(raw),
        identifier: normalizeIdentifier(raw).toLowerCase(),
      });
      record(node, "label", token);
    },
    resourceDestinationString: part("url"),
    resourceTitleString: part("title"),
    definitionDestinationString: part("url"),
    definitionTitleString: part("title"),
  },
};

function part(name: "url" | "title") {
  return function (this: CompileContext, token: Token): undefined {
    const value = this.resume();
    const node = this.stack.at(-1);
    Object.assign(node ?? {}, { [name]: value });
    record(node, name, token);
  };
}

function record(
  node: CompileContext["stack"][number] | undefined,
  name: keyof PartRanges,
  token: Token,
): void {
  if (node === undefined || node.type === "fragment") return;
  const data = node.data ?? {};
  data.parts = { ...data.parts, [name]: { start: token.start.offset, end: token.end.offset } };
  node.data = data;
}
