import type { Expression, Node, Pattern, Program, Property, SpreadElement } from "estree";
import type { Range } from "../model.ts";

/** A string literal in an expression: the range is that of the text between the quotes. */
export interface ExpressionString {
  readonly range: Range;
  readonly value: string;
  readonly quote: '"' | "'" | "`";
}

/** The strings at a path of an attribute's expression: `[].label` in `[{label: 'A'}, {label: 'B'}]`. */
export function stringsAt(program: Program, path: string): ExpressionString[] {
  const [statement] = program.body;
  if (statement?.type !== "ExpressionStatement") return [];
  const steps = path.match(/\[\]|[^.[\]]+/g) ?? [];
  return steps
    .reduce<Item[]>(
      (items, step) => items.flatMap((item) => follow(item, step)),
      [statement.expression],
    )
    .flatMap((item) => literal(item) ?? []);
}

/** Arguments of `require()` anywhere in a program. */
export function requiredPaths(program: Program): ExpressionString[] {
  const found: ExpressionString[] = [];
  visit(program, (node) => {
    if (
      node.type !== "CallExpression" ||
      node.callee.type !== "Identifier" ||
      node.callee.name !== "require"
    )
      return;
    found.push(...node.arguments.flatMap((argument) => literal(argument) ?? []));
  });
  return found;
}

/** Sources of `import` and `export … from`, static and dynamic. */
export function importedPaths(program: Program): ExpressionString[] {
  const found: ExpressionString[] = [];
  visit(program, (node) => {
    if ("source" in node && node.source !== null && node.source !== undefined)
      found.push(...(literal(node.source) ?? []));
  });
  return found;
}

type Item = Expression | SpreadElement | Pattern;

function follow(item: Item, step: string): Item[] {
  if (step === "[]") {
    const elements = item.type === "ArrayExpression" ? item.elements : [];
    return elements.filter((element) => element !== null);
  }
  if (item.type !== "ObjectExpression") return [];
  return item.properties.flatMap((property) => {
    if (property.type !== "Property" || property.computed || property.kind !== "init") return [];
    return nameOf(property.key) === step ? [property.value] : [];
  });
}

function nameOf(key: Property["key"]): string | undefined {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" ? String(key.value) : undefined;
}

function literal(node: Node): ExpressionString[] | undefined {
  const { start, end } = offsets(node);
  if (node.type === "Literal" && typeof node.value === "string") {
    const quote = node.raw?.startsWith("'") ? "'" : '"';
    return [{ range: { start: start + 1, end: end - 1 }, value: node.value, quote }];
  }
  const [only, ...more] = node.type === "TemplateLiteral" ? node.quasis : [];
  if (only === undefined || more.length > 0) return undefined;
  return [
    {
      range: { start: start + 1, end: end - 1 },
      value: only.value.cooked ?? only.value.raw,
      quote: "`",
    },
  ];
}

/** Acorn's offsets, which the MDX parser moves to where the expression stands in the page. */
function offsets(node: Node): Range {
  const { start, end } = { start: 0, end: 0, ...node };
  return { start, end };
}

function visit(node: Node, found: (node: Node) => void): void {
  found(node);
  for (const [key, value] of Object.entries(node)) {
    if (key === "comments" || key === "loc") continue;
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child)) visit(child, found);
  }
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
  );
}
