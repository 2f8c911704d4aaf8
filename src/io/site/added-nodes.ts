import { createHash } from "node:crypto";
import type { Locale } from "../../core/model.ts";
import type { CompiledPage } from "../ports.ts";
import type { Compiled, CompileText, PlacedText } from "./compile-text.ts";

/**
 * What a compiled page is made of that its source's words did not make. Plugins of a site may make links, elements and
 * more of words that look like nothing. `undefined` where there is no such thing, or nothing to compare with.
 */
export async function addedNode(
  page: CompiledPage,
  nodes: ReadonlySet<string>,
  { compileText, sourceLocale }: OwnWords,
): Promise<string | undefined> {
  let added = [...nodes];
  let compared = false;
  for (const own of ownPages(page, sourceLocale)) {
    const { nodes: allowed } = await compileText(own);
    if (allowed === undefined) continue;
    compared = true;
    added = added.filter((node) => !allowed.has(node));
    if (added.length === 0) return undefined;
  }
  return compared ? mostTelling(added) : undefined;
}

interface OwnWords {
  readonly compileText: CompileText;
  readonly sourceLocale: Locale;
}

/** Compiles what authors wrote once, as long as they leave it as it is. */
export function rememberingSources(compileText: CompileText): CompileText {
  const remembered = new Map<string, { readonly digest: string; readonly compiled: Compiled }>();
  return async (page) => {
    const place = `${page.locale}\0${page.path}`;
    const digest = createHash("sha256").update(page.text).digest("base64");
    const known = remembered.get(place);
    if (known?.digest === digest) return known.compiled;
    const compiled = await compileText(page);
    remembered.set(place, { digest, compiled });
    return compiled;
  };
}

/**
 * The source where it is, and only if need be in the place of the localized page: there, plugins that ask for the
 * locale or the path may make something else of the same words.
 */
function ownPages(
  { source, locale, path, original }: CompiledPage,
  sourceLocale: Locale,
): readonly PlacedText[] {
  if (original === undefined) return [];
  const text = original;
  return [
    { source, locale: sourceLocale, path: source.path, text },
    { source, locale, path, text },
  ];
}

/** One addition is often told in several ways, as its element, its address and its name. */
function mostTelling(added: readonly string[]): string | undefined {
  const first = (start: string) => added.find((node) => node.startsWith(start));
  return first("the link ") ?? first("the element ") ?? added[0];
}
