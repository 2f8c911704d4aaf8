import type { Link, LinkReference, Nodes, PhrasingContent } from "mdast";
import type { Bytes } from "./bytes.ts";
import type { AutolinkAtom, WrapAtom } from "./segment.ts";

/** A node with words inside, whose own bytes are kept. */
export type Wrapping = Extract<PhrasingContent, { children: PhrasingContent[] }>;

export function autolinkAtom(node: Link, bytes: Bytes): AutolinkAtom {
  const [only] = node.children;
  const label = only?.type === "text" ? only.value : "";
  return { type: "autolink", range: bytes.range(node), url: node.url, label };
}

export function linkAtom(node: Link | LinkReference, bytes: Bytes): WrapAtom {
  const range = bytes.range(node);
  const label = bytes.written(node.data?.parts?.label ?? { start: 0, end: 0 });
  const open = { start: range.start, end: label.start };
  const close = { start: label.end, end: range.end };
  const atom = { type: "wrap", open, close, bracketed: true } as const;
  const short = node.type === "linkReference" && node.referenceType !== "full";
  return short ? { ...atom, reference: `][${bytes.slice(label)}]` } : atom;
}

/** Whatever stands before the first and behind the last child is the node's own. */
export function wrapAtom(node: Wrapping, bytes: Bytes): WrapAtom {
  const range = bytes.range(node);
  const inner = innerRange(node.children, bytes) ?? { start: range.end, end: range.end };
  return {
    type: "wrap",
    open: { start: range.start, end: inner.start },
    close: { start: inner.end, end: range.end },
    bracketed: node.type === "textDirective",
  };
}

function innerRange(children: readonly Nodes[], bytes: Bytes) {
  const [first, last] = [children[0], children.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { start: bytes.range(first).start, end: bytes.range(last).end };
}
