import type { MessagesDocument, OutdatedMessage, Section } from "../document/document.ts";
import { lineAt } from "../document/line-at.ts";
import type { KeptSegment, Locale, Message, MessageStamp, MessagesSource } from "../model.ts";
import type { Translations } from "../render/render.ts";
import { sectionKey } from "../segment/keys.ts";
import { isTranslatable } from "../segment/rules.ts";
import type { RawSegment, Segment } from "../segment/segment.ts";
import { writeWords } from "../words/notation.ts";
import {
  isOpen,
  type Merge,
  type MessagesState,
  mergeMessages,
  messageKey,
} from "./merge-messages.ts";
import { readMessage, writeMessage } from "./message-words.ts";
import { type MessagesFile, readMessagesFile } from "./messages-file.ts";
import { isPlural, pluralForms } from "./plural.ts";
import { writeMessages } from "./write-messages.ts";

/** What a locale has of the messages, as far as it is known. */
export interface LocalizedMessages {
  readonly sourceLocale: Locale;
  readonly locale: Locale;
  /** Bytes of its file, where there is one. */
  readonly file: Uint8Array | undefined;
  /** As the manifest has them. */
  readonly stamps: readonly MessageStamp[];
  /** What we wrote last was a preview, and nothing to keep. */
  readonly isPreview?: boolean;
}

/** The messages of one file that are ours to translate into a locale; or why the locale's file cannot be read. */
export function readMessages(
  source: MessagesSource,
  localized: LocalizedMessages,
): MessagesDocument | KeptSegment {
  const file = fileOf(localized.file);
  if (file !== undefined && "kind" in file) return file;
  const { locale, sourceLocale, stamps, isPreview = false } = localized;
  const shipped = source.shipped.get(locale) ?? new Map<string, string>();
  const state = { messages: source.messages, shipped, file, stamps, isPreview };
  const merge = mergeMessages(state);
  const { text, starts } = sourceText(source.messages);
  const found = source.messages.flatMap((message, index) => {
    if (!isOpen(merge.standings.get(message.id))) return [];
    const segment = segmentOf(message, starts[index] ?? 0, { sourceLocale, locale });
    return isTranslatable(segment) ? [{ message, segment }] : [];
  });
  const segments = found.map(({ segment }) => segment);
  const ids = found.map(({ message }) => message.id);
  return {
    format: "messages",
    text,
    segments,
    sections: segments.map(ownSection),
    outdated: outdatedIn(source.messages, merge, (index) => lineAt(text, starts[index] ?? 0)),
    strange: merge.strange,
    write: (translations) => {
      const words = { segments, ids, translations };
      return writeMessages(state satisfies MessagesState, merge, messagesById(words));
    },
  };
}

function outdatedIn(
  messages: readonly Message[],
  { standings }: Merge,
  lineOf: (index: number) => number,
): OutdatedMessage[] {
  return messages.flatMap(({ id, message }, index) => {
    const standing = standings.get(id);
    const isOutdated = standing?.kind === "person" && standing.isStale;
    return isOutdated ? [{ line: lineOf(index), message }] : [];
  });
}

function fileOf(bytes: Uint8Array | undefined): MessagesFile | KeptSegment | undefined {
  if (bytes === undefined) return undefined;
  const text = decode(bytes);
  if (text === undefined) return { kind: "not-utf8", line: 1, detail: "", text: "" };
  const file = readMessagesFile(text);
  if (!("reason" in file)) return file;
  const detail = `the locale's file is not as Docusaurus reads it: ${file.reason}`;
  return { kind: "source-refused", line: file.line, detail, text: "" };
}

/** The byte order mark stays: the file is written with it again. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What Docusaurus would write for the source locale, and where in it each message begins. */
function sourceText(messages: readonly Message[]): { text: string; starts: readonly number[] } {
  const starts: number[] = [];
  let text = "{";
  messages.forEach(({ id, message, description }, index) => {
    text += `${index === 0 ? "" : ","}\n  ${JSON.stringify(id)}: {\n    "message": "`;
    starts.push(text.length);
    text += JSON.stringify(message).slice(1);
    if (description !== undefined) text += `,\n    "description": ${JSON.stringify(description)}`;
    text += "\n  }";
  });
  return { text: messages.length === 0 ? "{}\n" : `${text}\n}\n`, starts };
}

interface Locales {
  readonly sourceLocale: Locale;
  readonly locale: Locale;
}

function segmentOf(message: Message, start: number, { sourceLocale, locale }: Locales): Segment {
  const { words, kept } = readMessage(message.message);
  const forms = isPlural(message, sourceLocale) ? { forms: pluralForms(locale) } : {};
  const raw: RawSegment = {
    kind: "message",
    range: { start, end: start + JSON.stringify(message.message).length - 2 },
    words,
    atoms: { tags: new Map(), codes: [] },
    style: { type: "message" },
    inCell: false,
  };
  return {
    ...raw,
    key: messageKey(message),
    class: "message",
    text: writeWords(words),
    ...(message.description === undefined ? {} : { note: message.description }),
    message: { kept, ...forms },
  };
}

/** A message is read by itself, wherever it stands in the file. */
function ownSection(segment: Segment, index: number): Section {
  return { key: sectionKey([segment]), from: index, to: index + 1 };
}

interface TranslatedWords {
  readonly segments: readonly Segment[];
  /** Of the segments' messages. */
  readonly ids: readonly string[];
  readonly translations: Translations;
}

function messagesById({ segments, ids, translations }: TranslatedWords): Map<string, string> {
  const messages = new Map<string, string>();
  segments.forEach(({ message }, index) => {
    const [id, words] = [ids[index], translations.get(index)];
    if (id !== undefined && words !== undefined && message !== undefined)
      messages.set(id, writeMessage(words, message.kept));
  });
  return messages;
}
