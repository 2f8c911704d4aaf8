import { createHash } from "node:crypto";
import type { Message, MessageStamp, SegmentKey } from "../model.ts";
import { segmentKey } from "../segment/keys.ts";
import { readWords, writeWords } from "../words/notation.ts";
import { readMessage, writeMessage } from "./message-words.ts";
import type { MessageEntry, MessagesFile } from "./messages-file.ts";

/** All that decides what becomes of the messages of one file in one locale. */
export interface MessagesState {
  readonly messages: readonly Message[];
  /** By id: what Docusaurus and the themes show without any file. */
  readonly shipped: ReadonlyMap<string, string>;
  readonly file?: MessagesFile | undefined;
  /** Of the messages in the file, as they were when it was last written. */
  readonly stamps: readonly MessageStamp[];
  /** What we wrote last was a preview, and nothing to keep. */
  readonly isPreview?: boolean;
}

/** Whose words a message has in a locale. */
export type Standing =
  /** Docusaurus has words of its own. */
  | { readonly kind: "shipped" }
  /** We wrote it, and may write it anew. */
  | { readonly kind: "ours"; readonly since: SegmentKey; readonly isStale: boolean }
  /** A person wrote it: never overwritten. */
  | { readonly kind: "person"; readonly since: SegmentKey; readonly isStale: boolean }
  /** Not there, or a copy of the source or of what is shipped, as `write-translations` makes them. */
  | { readonly kind: "untranslated" };

export interface Merge {
  /** By id, of every message of the source. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** Ids in the file that the source lacks: what we wrote goes, the rest is somebody's. */
  readonly dropped: readonly string[];
  readonly strange: readonly string[];
}

/** Decides for each message of a file whose it is. */
export function mergeMessages(state: MessagesState): Merge {
  const entries = state.file?.entries ?? new Map<string, MessageEntry>();
  const stamps = stampsOf(entries, state.stamps);
  const standings = new Map(
    state.messages.map((message) => {
      const entry = entries.get(message.id);
      const found = { entry, stamp: stamps.get(message.id), shipped: state.shipped };
      const standing = standingOf(message, found);
      const isDue = standing.kind === "ours" && state.isPreview === true;
      return [message.id, isDue ? ({ kind: "untranslated" } as const) : standing];
    }),
  );
  const removed = [...entries].filter(([id]) => !standings.has(id));
  const isOurs = ([id, { message }]: readonly [string, MessageEntry]) =>
    authorOf(message, stamps.get(id)) === "ours";
  return {
    standings,
    dropped: removed.filter(isOurs).map(([id]) => id),
    strange: removed.filter((entry) => !isOurs(entry)).map(([id]) => id),
  };
}

/** By id. Where several might be, the one that tells who wrote what is there. */
function stampsOf(
  entries: ReadonlyMap<string, MessageEntry>,
  stamps: readonly MessageStamp[],
): ReadonlyMap<string, MessageStamp> {
  const byId = new Map<string, MessageStamp>();
  for (const stamp of stamps) {
    const entry = entries.get(stamp[0]);
    const tells = entry !== undefined && authorOf(entry.message, stamp) !== undefined;
    if (tells || !byId.has(stamp[0])) byId.set(stamp[0], stamp);
  }
  return byId;
}

/** Whether a file that is of no more use holds nothing but what we wrote. */
export function isWhollyOurs(
  entries: ReadonlyMap<string, MessageEntry>,
  stamps: readonly MessageStamp[],
): boolean {
  const known = stampsOf(entries, stamps);
  return [...entries].every(([id, { message }]) => authorOf(message, known.get(id)) === "ours");
}

/** Whether we may write words for a message. */
export function isOpen(standing: Standing | undefined): boolean {
  return standing?.kind === "ours" || standing?.kind === "untranslated";
}

/** What translates the words of a message into a locale, wherever they stand. */
export function messageKey({ message, description }: Message): SegmentKey {
  return segmentKey("message", writeWords(readMessage(message).words), description);
}

/** The stamp of a message in the file: for what source its words were written, and by whom. */
export function stampOf(id: string, since: SegmentKey, by: Written): MessageStamp {
  return [id, since, prefixes[by.author] + digest(by.message)];
}

/** The stamp of a message as it would be written with what is known of it, in the notation. */
export function stampOfKnown(
  message: Message,
  knownOf: (key: SegmentKey) => string | undefined,
): readonly MessageStamp[] {
  const key = messageKey(message);
  const known = knownOf(key);
  const read = known === undefined ? undefined : readWords(known);
  if (read === undefined || "mistake" in read) return [];
  const written = writeMessage(read.words, readMessage(message.message).kept);
  return [stampOf(message.id, key, { author: "ours", message: written })];
}

export interface Written {
  readonly author: Author;
  readonly message: string;
}

type Author = keyof typeof prefixes;

/** A copy and a person's words are stamped, too: the one is known once its source has changed, the other is not new. */
const prefixes = { ours: "", copy: "copy ", person: "person " } as const;

function authorOf(message: string, stamp: MessageStamp | undefined): Author | undefined {
  const written = stamp?.[2];
  const own = digest(message);
  if (written === own) return "ours";
  if (written === prefixes.copy + own) return "copy";
  return written === prefixes.person + own ? "person" : undefined;
}

interface Found {
  readonly entry: MessageEntry | undefined;
  readonly stamp: MessageStamp | undefined;
  readonly shipped: ReadonlyMap<string, string>;
}

function standingOf(source: Message, { entry, stamp, shipped }: Found): Standing {
  const ship = shipped.get(source.id);
  const ownerless = { kind: ship === undefined ? "untranslated" : "shipped" } as const;
  if (entry === undefined) return ownerless;
  const { message } = entry;
  const key = messageKey(source);
  const since = stamp?.[1] ?? key;
  const author = authorOf(message, stamp);
  if (author === "copy") return ownerless;
  if (author === "person") return { kind: "person", since, isStale: since !== key };
  if (author === "ours")
    return ship === undefined ? { kind: "ours", since, isStale: since !== key } : ownerless;
  if (message === source.message || message === ship) return ownerless;
  // Who has changed words that were a person's already has seen the source as it is now.
  const isAnew = stamp === undefined || stamp[2].startsWith(prefixes.person);
  return isAnew
    ? { kind: "person", since: key, isStale: false }
    : { kind: "person", since, isStale: since !== key };
}

function digest(message: string): string {
  return createHash("sha256").update(message).digest("hex").slice(0, 24);
}
