import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type MessagesState,
  mergeMessages,
  messageKey,
  type Standing,
} from "../../../src/core/messages/merge-messages.ts";
import { type MessagesFile, readMessagesFile } from "../../../src/core/messages/messages-file.ts";
import { type WrittenFile, writeMessages } from "../../../src/core/messages/write-messages.ts";
import type { Message } from "../../../src/core/model.ts";

const next: Message = { id: "next", message: "Next", description: "A button" };
const close: Message = { id: "close", message: "Close" };
const both = [next, close];

function fileOf(text: string): MessagesFile {
  const file = readMessagesFile(text);
  if ("reason" in file) throw new Error(file.reason);
  return file;
}

function stateOf(
  messages: readonly Message[],
  entries?: Readonly<Record<string, string>>,
  more: Partial<MessagesState> = {},
): MessagesState {
  const list = Object.entries(entries ?? {}).map(([id, message]) => [id, { message }]);
  const file = entries && fileOf(JSON.stringify(Object.fromEntries(list), null, 2));
  return { messages, shipped: new Map(), file, stamps: [], ...more };
}

type Translated = Readonly<Record<string, string>>;

function write(state: MessagesState, translated: Translated = {}): WrittenFile | undefined {
  return writeMessages(state, mergeMessages(state), new Map(Object.entries(translated)));
}

/** The state in which the next run finds things, after a run that wrote these. */
function after(state: MessagesState, translated: Translated = {}): MessagesState {
  const written = write(state, translated);
  if (written === undefined) throw new Error("nothing written");
  return { ...state, file: fileOf(written.text), stamps: written.stamps };
}

/** Somebody edits the file between two runs. */
function edited(state: MessagesState, id: string, message: string): MessagesState {
  const entries = [...(state.file?.entries ?? [])];
  const changed = entries.map(([key, entry]) => [key, key === id ? { message } : entry]);
  return { ...state, file: fileOf(JSON.stringify(Object.fromEntries(changed))) };
}

function kindsOf(state: MessagesState): readonly unknown[] {
  return [...mergeMessages(state).standings.values()].map(saying);
}

function saying(standing: Standing): string {
  const isStale = "isStale" in standing && standing.isStale;
  return isStale ? `${standing.kind}, stale` : standing.kind;
}

const changed = { ...next, message: "Next page" };

test("a message is nobody's where it is absent or a copy of the source", () => {
  expect(kindsOf(stateOf(both))).toEqual(["untranslated", "untranslated"]);
  expect(kindsOf(stateOf(both, { next: "Next" }))).toEqual(["untranslated", "untranslated"]);
});

test("a message is a person's where it is anything else that we did not write", () => {
  expect(kindsOf(stateOf(both, { next: "Suivant" }))).toEqual(["person", "untranslated"]);
});

test("a message is ours once we wrote it, also when its source has changed", () => {
  const state = after(stateOf(both), { next: "Suivant", close: "Fermer" });
  expect(kindsOf(state)).toEqual(["ours", "ours"]);
  expect(kindsOf({ ...state, messages: [changed, close] })).toEqual(["ours, stale", "ours"]);
  const told = { ...next, description: "Another" };
  expect(kindsOf({ ...state, messages: [told, close] })).toEqual(["ours, stale", "ours"]);
});

test("a message is a person's once they changed what we wrote; stale as soon as the source changes", () => {
  const ours = after(stateOf(both), { next: "Suivant" });
  const theirs = edited(ours, "next", "Page suivante");
  expect(kindsOf(theirs)).toEqual(["person", "untranslated"]);
  expect(kindsOf({ ...theirs, messages: [changed, close] })[0]).toBe("person, stale");
  const known = after(theirs);
  expect(kindsOf(known)[0]).toBe("person");
  expect(kindsOf({ ...known, messages: [changed, close] })[0]).toBe("person, stale");
});

test("a message is no longer stale once a person has changed it again", () => {
  const theirs = after(stateOf([next], { next: "Suivant" }));
  const stale = after({ ...theirs, messages: [changed] });
  expect(kindsOf(stale)).toEqual(["person, stale"]);
  expect(kindsOf(edited(stale, "next", "Page suivante"))).toEqual(["person"]);
});

test("a message is nobody's where it is a copy of what the source was", () => {
  const state = after(stateOf([next], { next: "Next" }));
  const moved = { ...state, messages: [changed] };
  expect(kindsOf(moved)).toEqual(["untranslated"]);
  expect(fileOf(write(moved)?.text ?? "").entries.get("next")?.message).toBe("Next page");
});

test("a message is Docusaurus' own where it ships words, unless a person has others", () => {
  const shipped = new Map([["next", "Suivant"]]);
  expect(kindsOf(stateOf([next], undefined, { shipped }))).toEqual(["shipped"]);
  expect(kindsOf(stateOf([next], { next: "Next" }, { shipped }))).toEqual(["shipped"]);
  expect(kindsOf(stateOf([next], { next: "Suivant" }, { shipped }))).toEqual(["shipped"]);
  expect(kindsOf(stateOf([next], { next: "Après" }, { shipped }))).toEqual(["person"]);
  const ours = after(stateOf([next]), { next: "Prochain" });
  expect(kindsOf({ ...ours, shipped })).toEqual(["shipped"]);
  expect(fileOf(write({ ...ours, shipped })?.text ?? "").entries.get("next")).toEqual({
    message: "Suivant",
    description: "A button",
  });
});

test("a message is nobody's where what we wrote was a preview", () => {
  const state = after(stateOf([next]), { next: "⟦Ñéẋţ⟧" });
  const preview = { ...state, isPreview: true };
  expect(kindsOf(preview)).toEqual(["untranslated"]);
  expect(fileOf(write(preview)?.text ?? "").entries.get("next")?.message).toBe("Next");
  const theirs = edited(preview, "next", "Suivant");
  expect(kindsOf(theirs)).toEqual(["person"]);
});

test("messages that the source has no more are dropped where we wrote them, and kept where somebody did", () => {
  const state = after(stateOf(both, { old: "Vieux" }), { next: "Suivant", close: "Fermer" });
  const less = { ...state, messages: [close] };
  const { dropped, strange } = mergeMessages(less);
  expect({ dropped, strange }).toEqual({ dropped: ["next"], strange: ["old"] });
  expect([...fileOf(write(less)?.text ?? "").entries.keys()]).toEqual(["old", "close"]);
  const theirs = { ...edited(state, "next", "Page suivante"), messages: [close] };
  expect(mergeMessages(theirs).strange).toEqual(["old", "next"]);
});

test("the file looks as Docusaurus writes it, with the new messages in the order of the source", () => {
  const state = stateOf([next, close, { id: "a", message: "A thing" }], { close: "Zu", x: "X" });
  expect(write(state, { next: "Weiter", a: "Ein Ding" })?.text).toBe(
    `${JSON.stringify(
      {
        close: { message: "Zu" },
        x: { message: "X" },
        next: { message: "Weiter", description: "A button" },
        a: { message: "Ein Ding" },
      },
      null,
      2,
    )}`,
  );
});

test("the file ends with a line break where there was none before", () => {
  expect(write(stateOf([close]), { close: "Zu" })?.text).toBe(
    '{\n  "close": {\n    "message": "Zu"\n  }\n}\n',
  );
});

test("the file is none where there is nothing to say", () => {
  expect(write(stateOf(both))).toBeUndefined();
  expect(write(stateOf([next], undefined, { shipped: new Map([["next", "x"]]) }))).toBeUndefined();
});

test("the file gets no words of ours for what is shipped", () => {
  const shipped = new Map([["next", "Suivant"]]);
  expect(write(stateOf([next], undefined, { shipped }), { next: "Après" })).toBeUndefined();
  const copied = stateOf([next], { next: "Suivant" }, { shipped });
  expect(write(copied, { next: "Après" })?.text).toBe(copied.file?.text);
});

test("the file keeps its bytes where no message changes", () => {
  const text =
    '\ufeff{ "close":\r\n{"message":"Fermer","description":"old"},  "next":{"message":"Next"} }';
  const state = { ...stateOf(both), file: fileOf(text) };
  expect(write(state)?.text).toBe(text);
  expect(write(state, { close: "No" })?.text).toBe(text);
});

test("the file keeps its mark, its line breaks, its indentation and its end", () => {
  const text = '\ufeff{\r\n\t"close": {\r\n\t\t"message": "Close"\r\n\t}\r\n}';
  const state = { ...stateOf([close]), file: fileOf(text) };
  expect(write(state, { close: "Fermer" })?.text).toBe(text.replace("Close", "Fermer"));
});

test("our words for a text that has changed give way to the text until there are new ones", () => {
  const state = after(stateOf(both), { next: "Suivant", close: "Fermer" });
  const moved = { ...state, messages: [changed, close] };
  expect(kindsOf(moved)).toEqual(["ours, stale", "ours"]);
  expect(fileOf(write(moved)?.text ?? "").entries.get("next")?.message).toBe(changed.message);
  expect(kindsOf(after(moved))).toEqual(["untranslated", "ours"]);
  expect(kindsOf(after(moved, { next: "Page suivante" }))).toEqual(["ours", "ours"]);
});

test("the file has names like those of objects' own members without harm", () => {
  const odd = ["constructor", "toString", "__proto__", "hasOwnProperty", "7"];
  const messages = odd.map((id) => ({ id, message: "Some words" }));
  const text = write(stateOf(messages), Object.fromEntries(odd.map((id) => [id, "Mots"])))?.text;
  expect(Object.keys(JSON.parse(text ?? "")).sort()).toEqual([...odd].sort());
  expect(Object.getPrototypeOf(JSON.parse(text ?? ""))).toBe(Object.prototype);
});

const words = fc.constantFrom("Next", "Close", "Suivant", "Fermer", "{n} x", "");
const anyId = fc.constantFrom("a", "b", "c", "constructor");
const anyMessages = fc.uniqueArray(fc.record({ id: anyId, message: words }), {
  selector: ({ id }) => id,
});
const anyRun = fc.record({
  messages: anyMessages,
  translated: fc.dictionary(anyId, words),
  edits: fc.dictionary(anyId, words),
});

test("over any runs and edits, a person's words stay as they are, and a second run changes nothing", () => {
  fc.assert(
    fc.property(fc.array(anyRun, { minLength: 1, maxLength: 4 }), (runs) => {
      let state = stateOf([], {});
      for (const { messages, translated, edits } of runs) {
        for (const [id, message] of Object.entries(edits)) state = edited(state, id, message);
        state = { ...state, messages };
        const { standings, strange } = mergeMessages(state);
        const before = state.file?.entries;
        state = after(state, translated);
        for (const [id, { kind }] of standings) {
          if (kind !== "person") continue;
          expect(state.file?.entries.get(id)?.message).toBe(before?.get(id)?.message);
        }
        for (const id of strange) expect(state.file?.entries.get(id)).toEqual(before?.get(id));
        expect(write(state)).toEqual({ text: state.file?.text, stamps: state.stamps });
      }
    }),
    { numRuns: 500 },
  );
});

test("a message's key is made of its words and its description", () => {
  const keys = [next, changed, { ...next, description: "x" }, { ...next, id: "other" }].map(
    messageKey,
  );
  expect(new Set(keys).size).toBe(3);
  expect(keys[3]).toBe(keys[0]);
});
