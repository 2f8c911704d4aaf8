import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import { digestOf, lookupSegments } from "../core/memory/memory.ts";
import type { ContentHash, KeptSegment, Locale, PageRecord, Source } from "../core/model.ts";
import { isOpen } from "./given-up.ts";
import type { LocaleRun, Ports, Task } from "./run.ts";

/**
 * Counts up when the same words would be written in other bytes, so that every page is written once more. The words
 * themselves are kept in Memory; nothing is asked for again.
 */
const renderVersion = 2;

/** A Source as it lies on disk. */
export interface SourceBytes {
  readonly source: Source;
  readonly bytes: Uint8Array;
  readonly hash: ContentHash;
}

export interface PageCheck {
  readonly record: PageRecord;
  readonly page: SourceBytes;
  readonly run: LocaleRun;
  readonly task: Task;
  readonly ports: Ports;
}

/** A comparison of hashes: nothing that went into the page is new, and the file is as it was written. */
export async function isCurrent({ record, page, run, task, ports }: PageCheck): Promise<boolean> {
  if (record.source !== page.hash) return false;
  if (ports.engine.remembered) {
    const isOwed = record.pseudo || record.kept.some((kept) => isOwing(kept, record, run));
    if (isOwed || run.offer.retranslate === "all") return false;
  }
  const localized = await ports.files.read(targetOf(page.source, run.locale));
  return (
    localized !== undefined &&
    hashOf(localized) === record.output &&
    digestOf(run.memory, record.sections, record.page) === record.memory &&
    shapeOf(page.source, task, existing(record.reads, task, ports)) === record.shape
  );
}

/** Whether what is kept in the source language is to be asked for, or has been translated on another page meanwhile. */
function isOwing(kept: KeptSegment, { page, sections }: PageRecord, run: LocaleRun): boolean {
  if (isOpen(kept, run.offer)) return true;
  if (kept.key === undefined || kept.kind === "structure") return false;
  return lookupSegments(run.memory, kept.key, { page, pageSections: sections }).length > 0;
}

export function hashOf(bytes: Uint8Array): ContentHash {
  return createHash("sha256").update(bytes).digest("hex") as ContentHash;
}

/** Where Docusaurus looks for the locale's page: absolute. */
export function targetOf({ path, root }: Source, locale: Locale): string {
  const dir = root.localizedDirs.get(locale);
  if (dir === undefined) throw new Error(`${root.dir} has no folder for ${locale}.`);
  return join(dir, relative(root.dir, path));
}

function existing(reads: readonly string[], task: Task, { files }: Ports): [string, boolean][] {
  return reads.map((file) => [file, files.exists(join(task.site.dir, file))]);
}

/** All that shapes a page besides its source and its words; `reads` are files whose existence decides a link. */
export function shapeOf(
  source: Source,
  task: Task,
  reads: readonly (readonly [string, boolean])[],
): string {
  const parts = [renderVersion, source.root.fingerprint, task.rules, reads];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
