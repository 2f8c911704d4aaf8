import type { MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx";
import { isOpaqueElement } from "./rules.ts";

/** An element whose content is not for translators: by its name, or because the author says so. */
export function isOpaque(node: MdxJsxFlowElement | MdxJsxTextElement): boolean {
  return isOpaqueElement(node.name) || isMarkedOpaque(node);
}

/** With `translate="no"` neither content nor attributes are, as in HTML. */
export function isMarkedOpaque({ attributes }: MdxJsxFlowElement | MdxJsxTextElement): boolean {
  return attributes.some(
    (attribute) =>
      attribute.type === "mdxJsxAttribute" &&
      attribute.name === "translate" &&
      attribute.value === "no",
  );
}

/** The same for an opening tag of a CommonMark page. */
export function isOpaqueTag(tag: string): boolean {
  const name = /^<([A-Za-z][\w-]*)/.exec(tag)?.[1]?.toLowerCase();
  return isOpaqueElement(name) || /\stranslate\s*=\s*(["']?)no\1(?=[\s>])/i.test(tag);
}
