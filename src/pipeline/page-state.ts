import { createHash } from "node:crypto";
import { join, relative, sep } from "node:path";
import type { ContentHash, Locale, PageRecord, Source } from "../core/model.ts";
import type { TextRules } from "../core/segment/rules.ts";
import type { Task } from "./run.ts";

/**
 * Counts up when the same words would be written in other bytes, so that every page is written once more. The words
 * themselves are kept in Memory; nothing is asked for again.
 */
const renderVersion = 2;

export function hashOf(bytes: Uint8Array): ContentHash {
  return createHash("sha256").update(bytes).digest("hex") as ContentHash;
}

/** What a file is that is not there: one of messages, none of which could be translated. */
export const noBytes: Uint8Array = new Uint8Array();

/** Where Docusaurus looks for the locale's file: absolute. */
export function targetOf(source: Source, locale: Locale): string {
  if (source.format === "messages") return known(source.targets.get(locale), source, locale);
  const { root, path } = source;
  return join(known(root.localizedDirs.get(locale), source, locale), relative(root.dir, path));
}

function known(path: string | undefined, { page }: Source, locale: Locale): string {
  if (path === undefined) throw new Error(`${page} has no place for ${locale}.`);
  return path;
}

/** As the manifest names it: relative to the site folder, with `/`. */
export function fileOf(path: string, { site }: Pick<Task, "site">): string {
  return relative(site.dir, path).split(sep).join("/");
}

/** When a post was published. Where its history does not tell today, it is not forgotten that it did. */
export function dateOf(
  source: Source,
  record: Pick<PageRecord, "date"> | undefined,
): Pick<PageRecord, "date"> {
  if (source.format !== "page") return {};
  const date = source.date ?? record?.date;
  return date === undefined ? {} : { date };
}

export interface Shaping {
  readonly rules: TextRules;
  /** Files whose existence decides a link. */
  readonly reads: readonly (readonly [string, boolean])[];
  readonly date?: string;
}

/** All that shapes a file besides its source and its words. */
export function shapeOf(source: Source, locale: Locale, { rules, reads, date }: Shaping): string {
  const parts =
    source.format === "messages"
      ? [renderVersion, [...(source.shipped.get(locale) ?? [])]]
      : [renderVersion, source.root.fingerprint, rules, reads, ...(date ? [date] : [])];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
