import { moduleKey } from "./address-key.ts";
import { listIn, memberOf, textIn } from "./foreign.ts";
import { addressKeys, htmlNodes, isAddressAttribute, isHandler, isRawHtml } from "./html-nodes.ts";

/**
 * All that a compiled page is made of but its words, each in the words for it: elements, addresses, modules, names,
 * handlers, and the tags of what the theme shows as HTML. Read from the program's tree, where words are strings and
 * nothing else.
 */
export function pageNodes(program: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of nodesIn(program)) {
    for (const said of readers.get(textIn(node, "type") ?? "")?.(node) ?? []) found.add(said);
  }
  return found;
}

type Reader = (node: unknown) => readonly string[];

const readers: ReadonlyMap<string, Reader> = new Map([
  ["CallExpression", (node) => [...elementOf(node), ...requiredBy(node)]],
  ["ExportAllDeclaration", importedBy],
  ["ExportNamedDeclaration", importedBy],
  ["Identifier", nameOf],
  ["ImportDeclaration", importedBy],
  ["ImportExpression", importedBy],
  ["Property", propertyNodes],
  ["VariableDeclarator", tocNodes],
]);

/** Names that MDX brings along, some of them only for words that are cut into several pieces. */
const ownNames: ReadonlySet<string> = new Set([
  "_Fragment",
  "_components",
  "_jsx",
  "_jsxDEV",
  "_jsxs",
]);

function nameOf(node: unknown): readonly string[] {
  const name = textIn(node, "name") ?? "";
  return ownNames.has(name) ? [] : [`the name ${name}`];
}

const factories: ReadonlySet<string> = new Set(["_jsx", "_jsxDEV", "_jsxs", "createElement"]);

function elementOf(call: unknown): readonly string[] {
  const called = pathOf(memberOf(call, "callee")).at(-1) ?? "";
  if (!factories.has(called)) return [];
  const [type] = listIn(call, "arguments") ?? [];
  const name = textIn(type, "value") ?? pathOf(type).join(".").replace("_components.", "");
  return wrappers.has(name) ? [] : [`the element <${name}>`];
}

/** Docusaurus wraps the title of an admonition where it is more than one piece of text. */
const wrappers: ReadonlySet<string> = new Set(["_Fragment", "mdxAdmonitionTitle"]);

/** `a.b.c` in its parts; empty where it is anything else. */
function pathOf(node: unknown): readonly string[] {
  if (textIn(node, "type") !== "MemberExpression") return texts(textIn(node, "name"));
  const property = memberOf(node, "property");
  const name = textIn(property, "name") ?? textIn(property, "value");
  return [...pathOf(memberOf(node, "object")), ...texts(name)];
}

function requiredBy(call: unknown): readonly string[] {
  const isRequire = textIn(memberOf(call, "callee"), "name") === "require";
  return isRequire ? modules(stringsIn(memberOf(call, "arguments"))) : [];
}

function importedBy(node: unknown): readonly string[] {
  return modules(stringsIn(memberOf(node, "source")));
}

function modules(ids: readonly string[]): readonly string[] {
  return ids.map((id) => `the module ${moduleKey(id)}`);
}

function propertyNodes(property: unknown): readonly string[] {
  const key = memberOf(property, "key");
  const name = textIn(key, "name") ?? textIn(key, "value") ?? "";
  const value = memberOf(property, "value");
  if (isHandler(name)) return [`the attribute ${[name, ...stringsIn(value, isObject)].join(" ")}`];
  if (isAddressAttribute(name) || (name !== "children" && isWebAddress(value)))
    return stringsIn(value, isObject)
      .flatMap((text) => addressKeys(name, text))
      .map((address) => `the link ${address}`);
  if (isRawHtml(name))
    return [
      `the attribute ${name}`,
      ...stringsIn(value).flatMap((html) => htmlNodes(html, "raw HTML")),
    ];
  return name === "style" ? stringsIn(value).filter(loads).map(asStyle) : [];
}

/** Components of a site may name their links as they like. */
function isWebAddress(value: unknown): boolean {
  return /^(?:javascript:|(?:[a-z]+:)?\/\/\S+$)/i.test(textIn(value, "value")?.trim() ?? "");
}

/** Objects are read property by property: `data={[{label: "Words"}]}` is no address. */
function isObject(node: unknown): boolean {
  return textIn(node, "type") === "ObjectExpression";
}

function loads(style: string): boolean {
  return /url|image/i.test(style);
}

function asStyle(style: string): string {
  return `the style ${style}`;
}

/** The theme shows the values of the table of contents as HTML, and Docusaurus escapes some of the words in them. */
function tocNodes(declarator: unknown): readonly string[] {
  if (textIn(memberOf(declarator, "id"), "name") !== "toc") return [];
  return stringsIn(memberOf(declarator, "init")).flatMap((html) =>
    htmlNodes(html, "the table of contents"),
  );
}

/** The strings in an expression, as they are when it runs. */
function stringsIn(
  expression: unknown,
  skips: (node: unknown) => boolean = () => false,
): readonly string[] {
  return [...nodesIn(expression, skips)].flatMap((node) => {
    const type = textIn(node, "type");
    if (type === "TemplateElement") return texts(textIn(memberOf(node, "value"), "cooked"));
    return type === "Literal" ? texts(textIn(node, "value")) : [];
  });
}

/** Every object in the tree, each once, but for names that only say which member is meant. */
function* nodesIn(
  tree: unknown,
  skips: (node: unknown) => boolean = () => false,
): Generator<object> {
  const seen = new Set<object>();
  const rest = [tree];
  while (rest.length > 0) {
    const node = rest.pop();
    if (typeof node !== "object" || node === null || seen.has(node) || skips(node)) continue;
    seen.add(node);
    yield node;
    const label = labelOf(node);
    for (const [key, value] of Object.entries(node)) if (key !== label) rest.push(value);
  }
}

function labelOf(node: object): string | undefined {
  const type = textIn(node, "type");
  if (type === "ImportSpecifier") return "imported";
  if (memberOf(node, "computed") === true) return undefined;
  if (type === "MemberExpression") return "property";
  return type === "Property" ? "key" : undefined;
}

function texts(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}
