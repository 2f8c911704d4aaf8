import type { Message, MessageStamp } from "../model.ts";
import {
  isOpen,
  type Merge,
  type MessagesState,
  messageKey,
  type Standing,
  stampOf,
} from "./merge-messages.ts";
import { type MessageEntry, messagesText } from "./messages-file.ts";

export interface WrittenFile {
  readonly text: string;
  readonly stamps: readonly MessageStamp[];
}

/**
 * The locale's file with these translations, by id; nothing where there is no file and nothing to put into one. Entries
 * stay in their order and new ones follow in that of the source. A message without a translation keeps what it has.
 */
export function writeMessages(
  state: MessagesState,
  merge: Merge,
  translations: ReadonlyMap<string, string>,
): WrittenFile | undefined {
  const { file, messages } = state;
  const sources = new Map(messages.map((message) => [message.id, message]));
  const words = usableWords(messages, merge, translations);
  const dropped = new Set(merge.dropped);
  const old = new Map([...(file?.entries ?? [])].filter(([id]) => !dropped.has(id)));
  const added = messages.filter(({ id }) => !old.has(id) && words.has(id));
  if (file === undefined && added.length === 0) return undefined;
  const entries = new Map<string, MessageEntry>();
  const stamps: MessageStamp[] = [];
  for (const [id, entry] of [...old, ...added.map(({ id }) => [id, undefined] as const)]) {
    const source = sources.get(id);
    const standing = merge.standings.get(id);
    if (source === undefined || standing === undefined) {
      if (entry !== undefined) entries.set(id, entry);
      continue;
    }
    const translation = words.get(id);
    const fallback = fallbackOf(source, entry, { standing, shipped: state.shipped });
    const message = translation ?? fallback;
    entries.set(id, entryOf(message, source));
    stamps.push(stampFor(source, { standing, message, isNew: translation !== undefined }));
  }
  const isSame = file !== undefined && hasSameMessages(file.entries, entries);
  return { text: isSame ? file.text : messagesText(entries, file?.text), stamps };
}

/** What is shipped needs no entry, nor does a message that is translated by its own words, unless we wrote others. */
function usableWords(
  messages: readonly Message[],
  { standings }: Merge,
  translations: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const { id, message } of messages) {
    const standing = standings.get(id);
    const translation = translations.get(id);
    if (translation === undefined || !isOpen(standing)) continue;
    if (translation !== message || standing?.kind === "ours") words.set(id, translation);
  }
  return words;
}

/** A copy follows what it is a copy of; what we wrote for another source text is nobody's translation any more. */
function fallbackOf(
  { id, message }: Message,
  entry: MessageEntry | undefined,
  { standing, shipped }: { standing: Standing } & Pick<MessagesState, "shipped">,
): string {
  const isOwned = standing.kind === "person" || (standing.kind === "ours" && !standing.isStale);
  return (isOwned ? entry?.message : shipped.get(id)) ?? message;
}

/** Docusaurus gives an entry the description of its source whenever it writes the file. */
function entryOf(message: string, { description }: Message): MessageEntry {
  return description === undefined ? { message } : { message, description };
}

interface Result {
  readonly standing: Standing;
  readonly message: string;
  readonly isNew: boolean;
}

function stampFor(source: Message, { standing, message, isNew }: Result): MessageStamp {
  if (isNew) return stampOf(source.id, messageKey(source), { author: "ours", message });
  if (standing.kind === "person" || (standing.kind === "ours" && !standing.isStale))
    return stampOf(source.id, standing.since, { author: standing.kind, message });
  return stampOf(source.id, messageKey(source), { author: "copy", message });
}

/** Other descriptions alone are no reason to write a file. */
function hasSameMessages(
  before: ReadonlyMap<string, MessageEntry>,
  after: ReadonlyMap<string, MessageEntry>,
): boolean {
  return (
    before.size === after.size &&
    [...after].every(([id, { message }]) => before.get(id)?.message === message)
  );
}
