import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx";
import { addProgramPaths } from "./add-paths.ts";
import { addPlainText } from "./add-plain-text.ts";
import { stringsAt } from "./expression-strings.ts";
import type { Found } from "./found.ts";
import { isMarkedOpaque } from "./is-opaque.ts";
import { textPaths } from "./rules.ts";

/** Of an element's attributes: the words, where the rules know of any, and the paths that programs in them name. */
export function addAttributes(node: MdxJsxFlowElement | MdxJsxTextElement, found: Found): void {
  const paths = isMarkedOpaque(node) ? [] : textPaths(found.rules, node.name);
  for (const attribute of node.attributes) {
    if (attribute.type === "mdxJsxExpressionAttribute") addProgramPaths(attribute, found);
    else addAttribute(attribute, paths, found);
  }
}

function addAttribute(attribute: MdxJsxAttribute, paths: readonly string[], found: Found): void {
  const { name, value } = attribute;
  const own = paths.filter((path) => path.split(/[.[]/, 1)[0] === name);
  if (typeof value === "string") {
    if (own.includes(name)) addString(attribute, value, found);
  } else if (value) {
    addProgramPaths(value, found);
    for (const path of own) addExpressionStrings(attribute, path.slice(name.length), found);
  }
}

function addString(attribute: MdxJsxAttribute, value: string, found: Found): void {
  const range = found.bytes.range(attribute);
  const start = /^[^=]*=\s*(["'])/.exec(found.bytes.slice(range));
  const quote = start?.[1];
  if (!start || (quote !== '"' && quote !== "'")) return;
  const inside = { start: range.start + start[0].length, end: range.end - 1 };
  addPlainText(
    { kind: "attribute", range: inside, value, style: { type: "attribute", quote } },
    found,
  );
}

function addExpressionStrings({ value }: MdxJsxAttribute, path: string, found: Found): void {
  const estree = typeof value === "object" ? value?.data?.estree : undefined;
  if (!estree) return;
  for (const { range, value: text, quote } of stringsAt(estree, path)) {
    addPlainText(
      {
        kind: "string",
        range: found.bytes.written(range),
        value: text,
        style: { type: "string", quote },
      },
      found,
    );
  }
}
