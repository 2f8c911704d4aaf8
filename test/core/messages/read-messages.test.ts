import fc from "fast-check";
import { expect, test } from "vitest";
import type { MessagesDocument } from "../../../src/core/document/document.ts";
import { lineAt } from "../../../src/core/document/line-at.ts";
import { readMessages } from "../../../src/core/messages/read-messages.ts";
import type { Message, MessageStamp, MessagesSource } from "../../../src/core/model.ts";
import { readLine } from "../../../src/core/reply/read-line.ts";
import { sectionKey } from "../../../src/core/segment/keys.ts";
import { anyMessage } from "./arbitrary-messages.ts";

function sourceOf(messages: readonly Message[], shipped: readonly [string, string][] = []) {
  return {
    format: "messages",
    page: "code.json",
    messages,
    targets: new Map([["ru", "/site/i18n/ru/code.json"]]),
    shipped: new Map([["ru", new Map(shipped)]]),
  } satisfies MessagesSource;
}

function read(source: MessagesSource, text?: string, stamps: readonly MessageStamp[] = []) {
  const file = text === undefined ? undefined : new TextEncoder().encode(text);
  return readMessages(source, { sourceLocale: "en", locale: "ru", file, stamps });
}

function documentOf(...found: Parameters<typeof read>): MessagesDocument {
  const document = read(...found);
  if ("kind" in document) throw new Error(document.detail);
  return document;
}

const messages: readonly Message[] = [
  { id: "next", message: 'The "next" page', description: "A button" },
  { id: "posts", message: "One post|{count} posts" },
  { id: "shipped", message: "Close it" },
  { id: "theirs", message: "Open it" },
  { id: "name", message: "README.md" },
  { id: "count", message: "{count}" },
  { id: "copyright", message: "© <a href='/'>The people</a>\nof us" },
];
const theirs = '{"theirs": {"message": "Откройте"}}';
const source = sourceOf(messages, [["shipped", "Закрыть"]]);

test("what is shipped, a person's, a name or without words is no text to translate", () => {
  const document = documentOf(source, theirs);
  expect(document.segments.map(({ text }) => text)).toEqual([
    'The "next" page',
    "One post|`{count}` posts",
    "© <1>The people</1><2/>of us",
  ]);
  expect(document.segments.map(({ note }) => note)).toEqual(["A button", undefined, undefined]);
  expect(document.segments.map(({ message }) => message?.forms?.length)).toEqual([
    undefined,
    4,
    undefined,
  ]);
});

test("each message is a Section of its own", () => {
  const { segments, sections } = documentOf(source);
  expect(sections).toEqual(
    segments.map((segment, index) => ({ key: sectionKey([segment]), from: index, to: index + 1 })),
  );
});

test("the text is what write-translations writes for the source locale, and ranges are in it", () => {
  const list = fc.uniqueArray(
    fc.record(
      { id: fc.string(), message: anyMessage, description: fc.string() },
      { requiredKeys: ["id", "message"] },
    ),
    { selector: ({ id }) => id },
  );
  fc.assert(
    fc.property(list, (found) => {
      // Docusaurus' order is that of an object's keys.
      const entries = Object.entries(Object.fromEntries(found.map((one) => [one.id, one])));
      const ordered = entries.map(([, message]) => message);
      const { text, segments } = documentOf(sourceOf(ordered));
      const content = entries.map(([id, { message, description }]) => [
        id,
        { message, description },
      ]);
      expect(text).toBe(`${JSON.stringify(Object.fromEntries(content), null, 2)}\n`);
      for (const { range } of segments) {
        const message: unknown = JSON.parse(`"${text.slice(range.start, range.end)}"`);
        expect(found.map((one) => one.message)).toContain(message);
      }
    }),
  );
});

test("a Segment has the line of its message", () => {
  const { text, segments } = documentOf(source);
  expect(segments.map(({ range }) => lineAt(text, range.start))).toEqual([3, 7, 13, 22]);
});

test("translations are written into the locale's file", () => {
  const document = documentOf(source, theirs);
  const lines = ["Следующая", "{count} а|{count} б|{count} в|{count} г", "© <1>Люди</1><2/>наши"];
  const translations = new Map(
    document.segments.map((segment, index) => {
      const line = readLine(lines[index] ?? "", segment, "ru");
      if ("kind" in line) throw new Error(line.detail);
      return [index, line.words];
    }),
  );
  const written = document.write(translations);
  expect(JSON.parse(written?.text ?? "")).toEqual({
    theirs: { message: "Откройте" },
    next: { message: "Следующая", description: "A button" },
    posts: { message: "{count} а|{count} б|{count} в|{count} г" },
    copyright: { message: "© <a href='/'>Люди</a>\nнаши" },
  });
  const again = documentOf(source, written?.text, written?.stamps);
  expect(again.segments).toHaveLength(3);
  expect(again.write(translations)).toEqual(written);
  expect(again.write(new Map())).toEqual(written);
});

test("a file that Docusaurus could not read is left alone, and its line is told", () => {
  expect(read(source, '{\n"a": {"message": "b"},\n}')).toEqual({
    kind: "source-refused",
    line: 3,
    detail: "the locale's file is not as Docusaurus reads it: it is no JSON",
    text: "",
  });
  const file = new Uint8Array([0x7b, 0xff]);
  const localized = { sourceLocale: "en", locale: "ru", file, stamps: [] };
  expect(readMessages(source, localized)).toMatchObject({ kind: "not-utf8" });
});
