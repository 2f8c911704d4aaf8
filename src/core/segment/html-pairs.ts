import type { Html, PhrasingContent } from "mdast";

/** Inline HTML of a CommonMark page, with what stands between an opening and its closing tag. */
export interface HtmlPair {
  readonly type: "htmlPair";
  readonly open: Html;
  readonly close: Html;
  readonly children: readonly Paired[];
}

export type Paired = PhrasingContent | HtmlPair;

/** Joins opening and closing tags of the same name among siblings, so that they cannot be torn apart. */
export function pairHtml(children: readonly PhrasingContent[]): readonly Paired[] {
  if (!children.some((child) => child.type === "html")) return children;
  const paired: Paired[] = [];
  for (let index = 0; index < children.length; index++) {
    const child = children[index];
    if (child === undefined) continue;
    const closing = child.type === "html" ? closingIndex(children, index, child) : -1;
    const close = children[closing];
    if (child.type === "html" && close?.type === "html") {
      paired.push({
        type: "htmlPair",
        open: child,
        close,
        children: pairHtml(children.slice(index + 1, closing)),
      });
      index = closing;
    } else paired.push(child);
  }
  return paired;
}

function closingIndex(children: readonly PhrasingContent[], opening: number, open: Html): number {
  const name = /^<([A-Za-z][\w-]*)(?:\s[^>]*)?(?<!\/)>$/.exec(open.value)?.[1]?.toLowerCase();
  if (name === undefined) return -1;
  let depth = 0;
  for (let index = opening; index < children.length; index++) {
    const child = children[index];
    if (child?.type !== "html") continue;
    const tag = /^<(\/?)([A-Za-z][\w-]*)/.exec(child.value);
    if (tag?.[2]?.toLowerCase() !== name || child.value.endsWith("/>")) continue;
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return index;
  }
  return -1;
}
