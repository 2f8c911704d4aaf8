import type { Definition, Image, ImageReference, Link } from "mdast";
import { addPath } from "./add-paths.ts";
import { addPlainText } from "./add-plain-text.ts";
import { addSegment, type Found } from "./found.ts";
import type { ReferenceRole } from "./reference.ts";
import type { Style } from "./segment.ts";

/** The path and the title of a link, image or definition. */
export function addLinkParts(
  node: Link | Image | Definition,
  role: ReferenceRole,
  found: Found,
): void {
  const { url, title } = node.data?.parts ?? {};
  if (url) addPath(role, found.bytes.written(url), found);
  if (!title || !node.title) return;
  const range = found.bytes.written(title);
  const close = found.page.text[range.end];
  const quote = close === '"' || close === "'" ? close : ")";
  addPlainText(
    { kind: "link-title", range, value: node.title, style: { type: "title", quote } },
    found,
  );
}

/** What stands for an image where it cannot be seen. */
export function addAlternativeText(node: Image | ImageReference, found: Found): void {
  const label = node.data?.parts?.label;
  if (!label || !node.alt) return;
  const inside = found.bytes.written(label);
  const kind = node.type === "imageReference" ? node.referenceType : "full";
  const style: Style =
    kind === "full" ? { type: "alt" } : { type: "alt", reference: found.bytes.slice(inside) };
  // The empty brackets of `![alt][]` make room for the reference.
  const range = { start: inside.start, end: inside.end + (kind === "collapsed" ? 2 : 0) };
  const words = [{ type: "text", value: node.alt.replace(/[ \t\r\n]+/g, " ") } as const];
  addSegment({ kind: "alt", range, words, atoms: { tags: new Map(), codes: [] }, style }, found);
}
