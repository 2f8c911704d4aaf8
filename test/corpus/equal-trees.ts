import type { Nodes, Root } from "mdast";
import type { MdxJsxAttribute, MdxJsxExpressionAttribute } from "mdast-util-mdx";

/** Where two trees part, or that they do not. */
export type Equality =
  | { readonly equal: true }
  | {
      readonly equal: false;
      /** The way to the first difference, and what it is. */
      readonly difference: string;
      /** Where the nearest node begins in the text that the first tree was parsed from. */
      readonly offset: number;
    };

/**
 * Compares everything that the parser put into two trees. It knows nothing of how pages are taken apart and written,
 * so that it cannot share their mistakes. What does not count: positions, where a text is cut into nodes, runs of
 * white space, whether a reference is full or short, and `:name`, which Docusaurus turns back into text.
 */
export function equalTrees(first: Root, second: Root): Equality {
  const parting = compare(canonical(first, 0), canonical(second, 0));
  return parting === undefined ? { equal: true } : { equal: false, ...parting };
}

/** A node without what does not count. */
interface Canonical {
  readonly type: string;
  readonly offset: number;
  /** Every other property, written out. */
  readonly fields: ReadonlyMap<string, string>;
  readonly children: readonly Canonical[];
}

interface Parting {
  readonly difference: string;
  readonly offset: number;
}

function compare(first: Canonical, second: Canonical): Parting | undefined {
  const { type, offset } = first;
  if (type !== second.type) return { difference: `${show(first)} became ${show(second)}`, offset };
  for (const key of new Set([...first.fields.keys(), ...second.fields.keys()])) {
    const [before, after] = [first.fields.get(key), second.fields.get(key)];
    if (before === after) continue;
    return { difference: `${type} ${key}: ${aroundDifference(before, after)}`, offset };
  }
  const count = Math.max(first.children.length, second.children.length);
  for (let index = 0; index < count; index++) {
    const inside = compareChild(first, second, index);
    if (inside) return { ...inside, difference: `${type}[${index}] > ${inside.difference}` };
  }
  return undefined;
}

function compareChild(first: Canonical, second: Canonical, index: number): Parting | undefined {
  const [before, after] = [first.children[index], second.children[index]];
  if (before && after) return compare(before, after);
  if (before) return { difference: `lost ${show(before)}`, offset: before.offset };
  return after && { difference: `new ${show(after)}`, offset: first.offset };
}

function show({ type, fields }: Canonical): string {
  return `${type} ${JSON.stringify(Object.fromEntries(fields)).slice(0, 80)}`;
}

/** Texts can be long: what matters is where they part. */
function aroundDifference(before = "nothing", after = "nothing"): string {
  let from = 0;
  while (from < before.length && before[from] === after[from]) from++;
  const [start, end] = [Math.max(0, from - 30), from + 50];
  return `${before.slice(start, end)} became ${after.slice(start, end)}`;
}

function canonical(node: Nodes, parentOffset: number): Canonical {
  const offset = node.position?.start.offset ?? parentOffset;
  const children = "children" in node ? mergeTexts(node.children, offset) : [];
  return { type: node.type, offset, fields: fieldsOf(node), children };
}

function mergeTexts(nodes: readonly Nodes[], parentOffset: number): Canonical[] {
  const merged: (Canonical | { readonly text: string; readonly offset: number })[] = [];
  for (const node of nodes) {
    const text = textOf(node);
    const last = merged.at(-1);
    if (text === undefined) merged.push(canonical(node, parentOffset));
    else if (last && "text" in last)
      merged[merged.length - 1] = { ...last, text: last.text + text };
    else merged.push({ text, offset: node.position?.start.offset ?? parentOffset });
  }
  return merged.map((item) => {
    if (!("text" in item)) return item;
    const { text, offset } = item;
    return { type: "text", offset, fields: new Map([["value", spaced(text)]]), children: [] };
  });
}

function textOf(node: Nodes): string | undefined {
  if (node.type === "text") return node.value;
  if (node.type !== "textDirective") return undefined;
  const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
  const simple = end - start === node.name.length + 1;
  return simple ? `:${node.name}` : undefined;
}

function spaced(text: string): string {
  return text.replace(/[ \t\r\n]+/g, " ").replace(eastAsianSpace, "");
}

/** Scripts that are written without spaces: a line break between two of their characters is none. */
const eastAsianSpace =
  /(?<=[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\uff00-\uffef]) (?=[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\uff00-\uffef])/gu;

function fieldsOf(node: Nodes): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [key, value] of Object.entries(node)) {
    if (uncounted.has(key) || value === null || value === undefined) continue;
    if (key === "referenceType" && node.type !== "footnoteReference") continue;
    const written = field(node, key, value);
    if (written !== "{}") fields.set(key, written);
  }
  return fields;
}

/** The front matter is compared as the values that the site's parser finds in it, not here. */
const uncounted: ReadonlySet<string> = new Set(["type", "children", "position"]);

function field(node: Nodes, key: string, value: unknown): string {
  if (node.type === "yaml") return "";
  if (key === "data") return JSON.stringify(value, withoutPlaces);
  if (typeof value === "string" && words.has(key)) return spaced(value).trim();
  const isElement = node.type === "mdxJsxFlowElement" || node.type === "mdxJsxTextElement";
  if (isElement && key === "attributes") return JSON.stringify(node.attributes.map(attribute));
  return JSON.stringify(value);
}

/** Properties that hold words outside of text nodes; white space at their ends does not show. */
const words: ReadonlySet<string> = new Set(["title", "alt", "label"]);

function withoutPlaces(key: string, value: unknown): unknown {
  return key === "parts" || key === "estree" || key === "position" ? undefined : value;
}

function attribute(node: MdxJsxAttribute | MdxJsxExpressionAttribute): unknown {
  if (node.type === "mdxJsxExpressionAttribute") return [node.value];
  const { name, value } = node;
  if (typeof value === "string") return [name, "text", spaced(value).trim()];
  return value ? [name, "expression", value.value] : [name];
}
