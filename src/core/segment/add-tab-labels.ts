import type { Nodes } from "mdast";
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx";
import { addPlainText } from "./add-plain-text.ts";
import type { Found } from "./found.ts";
import { isMarkedOpaque } from "./is-opaque.ts";
import { textPaths } from "./rules.ts";

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/**
 * Readers see the value of a tab that has no label. Groups of tabs, links and what a browser remembers go by the value,
 * so it stays, and the localized tab gets a label.
 */
export function addTabLabels(tabs: Element, found: Found): void {
  if (tabs.name !== "Tabs" || !textPaths(found.rules, "TabItem").includes("label")) return;
  // With `values`, the labels are in there.
  if (attributesOf(tabs)?.has("values") !== false) return;
  for (const tab of tabs.children.flatMap(elementsIn)) addTabLabel(tab, found);
}

function addTabLabel(tab: Element, found: Found): void {
  const attributes = attributesOf(tab);
  const value = attributes?.get("value");
  if (tab.name !== "TabItem" || value === undefined || attributes?.has("label")) return;
  if (isMarkedOpaque(tab) || typeof value.value !== "string" || !isWords(value.value)) return;
  const { end } = found.bytes.range(value);
  const range = { start: end, end };
  addPlainText(
    { kind: "attribute", range, value: value.value, style: { type: "tab-label" } },
    found,
  );
}

/** By name; nothing where an expression may bring in any. */
function attributesOf({ attributes }: Element): ReadonlyMap<string, MdxJsxAttribute> | undefined {
  const named = attributes.filter((attribute) => attribute.type === "mdxJsxAttribute");
  if (named.length < attributes.length) return undefined;
  return new Map(named.map((attribute) => [attribute.name, attribute]));
}

/** Several on one line are a paragraph to the parser. */
function elementsIn(node: Nodes): readonly Element[] {
  if (node.type === "mdxJsxFlowElement" || node.type === "mdxJsxTextElement") return [node];
  return node.type === "paragraph" ? node.children.flatMap(elementsIn) : [];
}

/** `kotlin` and `macos` are names for programs; what people read begins with a capital letter, or is more than a word. */
function isWords(value: string): boolean {
  return /\s|\p{Lo}/u.test(value.trim()) || /^\P{L}*\p{Lu}\p{Ll}/u.test(value);
}
