import { join, sep } from "node:path";
import { isWhollyOurs } from "../core/messages/merge-messages.ts";
import { readMessagesFile } from "../core/messages/messages-file.ts";
import type { Locale, PageRecord, Source } from "../core/model.ts";
import type { Files, Site } from "../io/ports.ts";
import { fileOf, hashOf, targetOf } from "./page-state.ts";
import type { LocaleRun, Ports, Task } from "./run.ts";

/** Localized files whose source is gone, by what is to become of them. */
export interface Orphans {
  /** As we wrote them: to be removed. */
  readonly ours: readonly PageRecord[];
  /** Changed by a person since; left alone, and told of until that person removes them. */
  readonly edited: readonly PageRecord[];
  /** Not there any more. */
  readonly gone: readonly PageRecord[];
}

export const noOrphans: Orphans = { ours: [], edited: [], gone: [] };

export interface OrphanSearch {
  readonly locale: Locale;
  readonly task: Task;
  readonly files: Files;
  /** Sources without a byte: Docusaurus shows an empty page. */
  readonly empty: ReadonlySet<string>;
}

/** Sorts out what nothing stands behind any more: what Docusaurus would still show of it is out of date. */
export async function findOrphans(
  records: Iterable<PageRecord>,
  { locale, task: { site }, files, empty }: OrphanSearch,
): Promise<Orphans> {
  const live = site.sources.filter(({ page }) => !empty.has(page));
  const pages = new Set(live.map(({ page }) => page));
  const targets = new Set(live.flatMap((source) => targetIn(source, locale, site)));
  const [ours, edited, gone]: [PageRecord[], PageRecord[], PageRecord[]] = [[], [], []];
  for (const record of records) {
    if (pages.has(record.page) || isUnread(record.page, site)) continue;
    const path = join(site.dir, record.file);
    // The manifest is a file that anybody may propose a change to: nothing else is looked at by its word.
    const mayLook = isIn(site.localeDirs.get(locale), path) && !targets.has(folded(record.file));
    const bytes = mayLook ? await files.read(path) : undefined;
    if (bytes === undefined) gone.push(record);
    else (isOurs(record, bytes) ? ours : edited).push(record);
  }
  return { ours, edited, gone };
}

/** A source that was only renamed may have its localized file in the same place, on some systems in other case. */
function targetIn(source: Source, locale: Locale, site: Site): string[] {
  if (source.format === "messages" && !source.targets.has(locale)) return [];
  return [folded(fileOf(targetOf(source, locale), { site }))];
}

function folded(file: string): string {
  return file.toLowerCase();
}

function isUnread(page: string, { unread }: Site): boolean {
  return unread.some((name) => page === name || page.startsWith(`${name}/`));
}

/** A file of messages may hold a person's, although it is as we left it. */
function isOurs({ output, messages }: PageRecord, bytes: Uint8Array): boolean {
  if (hashOf(bytes) !== output) return false;
  if (messages === undefined) return true;
  const file = readMessagesFile(new TextDecoder().decode(bytes));
  return "entries" in file && isWhollyOurs(file.entries, messages);
}

function isIn(dir: string | undefined, path: string): boolean {
  return dir !== undefined && path.startsWith(dir + sep);
}

/**
 * Removes what nobody but this tool has ever written, unless a file that was not written anew still leads to it. Returns
 * the records that are of no more use; the words stay in Memory.
 */
export async function removeOrphans(
  run: LocaleRun,
  written: ReadonlySet<string>,
  { task, ports }: { readonly task: Task; readonly ports: Ports },
): Promise<{ readonly removed: number; readonly records: readonly PageRecord[] }> {
  const { ours, gone } = run.orphans;
  const leaving = new Set([...ours, ...gone]);
  const staying = [...run.records.values()].filter(
    (record) => !leaving.has(record) && !written.has(record.page),
  );
  const needed = new Set(staying.flatMap(({ reads }) => reads));
  const removable = ours.filter(({ file }) => !needed.has(file));
  for (const { page, file } of removable) {
    await ports.files.remove(join(task.site.dir, file));
    ports.emit({ kind: "page-removed", locale: run.locale, page });
  }
  return { removed: removable.length, records: [...removable, ...gone] };
}
