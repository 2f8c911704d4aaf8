import { join, sep } from "node:path";
import { isWhollyOurs } from "../core/messages/merge-messages.ts";
import { readMessagesFile } from "../core/messages/messages-file.ts";
import type { PageRecord } from "../core/model.ts";
import { hashOf } from "./page-state.ts";
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

export async function sortOrphans(
  { locale, orphans }: LocaleRun,
  { site }: Task,
  { files }: Ports,
): Promise<Orphans> {
  const ours: PageRecord[] = [];
  const edited: PageRecord[] = [];
  const gone: PageRecord[] = [];
  for (const record of orphans) {
    const path = join(site.dir, record.file);
    // The manifest is a file that anybody may propose a change to: nothing else is looked at by its word.
    const bytes = isIn(site.localeDirs.get(locale), path) ? await files.read(path) : undefined;
    if (bytes === undefined) gone.push(record);
    else (isOurs(record, bytes) ? ours : edited).push(record);
  }
  return { ours, edited, gone };
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

/** Removes what nobody but this tool has ever written; the words stay in Memory. */
export async function removeOrphans(run: LocaleRun, task: Task, ports: Ports): Promise<Orphans> {
  const sorted = await sortOrphans(run, task, ports);
  for (const { page, file } of sorted.ours) {
    await ports.files.remove(join(task.site.dir, file));
    ports.emit({ kind: "page-removed", locale: run.locale, page });
  }
  return sorted;
}
