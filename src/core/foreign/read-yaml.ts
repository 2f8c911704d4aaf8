import { type Document, isScalar, parseDocument, visit, type YAMLMap } from "yaml";
import { type Bounds, measure, type Read } from "./bounds.ts";
import { yamlExcess } from "./yaml-excess.ts";

/** One YAML document of plain values: no aliases, no merging, no tags but those of strings, numbers and the like. */
export function readYaml(text: string, bounds: Bounds): Read {
  const excess = yamlExcess(text, bounds);
  if (excess !== undefined) return excess;
  const document = parseDocument(text, options);
  const reason = faultOf(document);
  if (reason !== undefined) return { reason };
  const value: unknown = document.toJS();
  const measured = measure(value, bounds);
  return "reason" in measured ? measured : { value };
}

/** The library compares every key with every other, which takes seconds: equal keys are found by `faultOf`. */
const options = {
  schema: "core",
  merge: false,
  resolveKnownTags: false,
  stringKeys: true,
  uniqueKeys: false,
  prettyErrors: false,
  // "silent" would hide that there is a second document.
  logLevel: "error",
} as const;

function faultOf(document: Document.Parsed): string | undefined {
  const [error] = document.errors;
  if (error?.code === "MULTIPLE_DOCS") return "it holds more than one document";
  if (error !== undefined) return "it is no YAML";
  let fault: string | undefined;
  const refuse = (reason: string) => {
    fault = reason;
    return visit.BREAK;
  };
  visit(document, {
    Alias: () => refuse("it uses an alias"),
    Map: (_, map) => (repeatsKey(map) ? refuse("it has a key twice") : undefined),
  });
  return fault ?? (document.warnings.length > 0 ? "it uses a tag" : undefined);
}

function repeatsKey({ items }: YAMLMap): boolean {
  const names = items.map(({ key }) => (isScalar(key) ? key.value : key));
  return new Set(names).size < names.length;
}
