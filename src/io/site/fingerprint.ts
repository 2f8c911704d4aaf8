import { createHash } from "node:crypto";
import type { MarkdownConfig } from "@docusaurus/types";
import type { ContentInstance } from "./content-instance.ts";

/** What a page is shaped by besides its own bytes. */
export interface Shape {
  readonly version: string;
  readonly markdown: MarkdownConfig;
  readonly instance: ContentInstance;
  readonly siteDir: string;
  readonly hasInlineTags: boolean;
}

/**
 * A short hash over everything that changes how pages of a root are read, so that a page is looked at again after
 * the site switched `mdx1Compat` off or added a remark plugin, although its own bytes stayed the same.
 *
 * - Docusaurus' major and minor version: which syntax it understands. Patches keep their output.
 * - Kind, format, `mdx1Compat`, slug case, admonitions: they decide the tree and the heading ids.
 * - Names and options of remark plugins, in order: they add syntax. Their code is not data, so an upgraded plugin
 *   goes unnoticed until the page changes.
 * - The text of the site's own `preprocessor` and `parseFrontMatter`: mostly a few lines in the configuration itself.
 *
 * Left out on purpose: ids and folders (a moved page is the same page), globs, and the site's absolute path, because
 * this hash is committed and must be equal on every machine.
 */
export function fingerprint(parts: Shape): string {
  const { version, markdown, instance, siteDir, hasInlineTags } = parts;
  const shape = {
    version: version.split(".").slice(0, 2).join("."),
    kind: instance.kind,
    format: markdown.format,
    mdx1Compat: markdown.mdx1Compat,
    maintainCase: markdown.anchors.maintainCase,
    admonitions: instance.admonitions,
    hasInlineTags,
    before: instance.beforeDefaultRemarkPlugins,
    after: instance.remarkPlugins,
    code: [markdown.preprocessor, markdown.parseFrontMatter].map(codeOf),
  };
  const text = JSON.stringify(describe(shape, { siteDir, parents: [] }));
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

interface Walk {
  readonly siteDir: string;
  readonly parents: readonly object[];
}

/** The same value as plain data with sorted keys. What is not data is stood for by its name. */
function describe(value: unknown, walk: Walk): unknown {
  if (typeof value === "string")
    return value.replaceAll(walk.siteDir, "@site").replaceAll("\\", "/");
  if (typeof value === "function") return `function ${value.name}`;
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (typeof value !== "object" || value === null) return value;
  return walk.parents.includes(value) ? "circular" : describeObject(value, walk);
}

function describeObject(value: object, { siteDir, parents }: Walk): unknown {
  const walk = { siteDir, parents: [...parents, value] };
  if (Array.isArray(value)) return value.map((item: unknown) => describe(item, walk));
  if (value instanceof RegExp) return String(value);
  const name = classOf(value);
  if (name !== "Object") return `instance of ${name}`;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, member]) => [key, describe(member, walk)]);
}

/** By name, because the configuration may come from another realm, where `Object` is another object. */
function classOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== "object" || prototype === null) return "Object";
  return prototype.constructor?.name ?? "nothing";
}

function codeOf(code: unknown): string {
  return typeof code === "function" ? String(code).replace(/\s+/g, " ") : "none";
}
