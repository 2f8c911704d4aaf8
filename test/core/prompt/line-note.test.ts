import fc from "fast-check";
import { expect, test } from "vitest";
import { readMessage } from "../../../src/core/messages/message-words.ts";
import { pluralForms } from "../../../src/core/messages/plural.ts";
import {
  type Ask,
  buildRequests,
  type PromptSettings,
} from "../../../src/core/prompt/build-requests.ts";
import { formsWanted, lineNote } from "../../../src/core/prompt/line-note.ts";
import { readRequest } from "../../../src/core/prompt/read-request.ts";
import { createPseudoEngine } from "../../../src/io/engine/pseudo/pseudo-engine.ts";

const settings: PromptSettings = {
  sourceLocale: "en",
  modelFor: () => "model",
  fallbackModels: [],
  temperature: null,
  tokenLimitField: null,
  requestBody: {},
  requestTokens: 800,
};

const { kept } = readMessage("");

function noteFor(locale: string | undefined, note?: string): string | undefined {
  const forms = locale === undefined ? {} : { message: { kept, forms: pluralForms(locale) } };
  return lineNote({ ...forms, ...(note === undefined ? {} : { note }) });
}

test("a note tells the plural forms of the locale, and what its author says about the text", () => {
  expect(noteFor(undefined)).toBeUndefined();
  expect(noteFor(undefined, "The\n title")).toBe('"The title"');
  expect(noteFor("ja")).toBe("1 plural form, for all numbers, without |");
  expect(noteFor("ru", 'Label "x"')).toBe(
    "4 plural forms, in this order, with | between them: one (1, 21, 31) | few (2, 3, 4) | many (0, 5, 6) | other (1.5, 0.5); " +
      '"Label \\"x\\""',
  );
});

test("a long note is cut", () => {
  expect(noteFor(undefined, "👍".repeat(1000))).toBe(`"${"👍".repeat(300)}…"`);
});

test("what an author says is never taken for a number of forms", () => {
  fc.assert(
    fc.property(fc.constantFrom(undefined, "ja", "ru", "ar"), fc.string(), (locale, text) => {
      for (const note of [text, `3 plural forms, ${text}`]) {
        const wanted = locale === undefined ? undefined : pluralForms(locale).length;
        expect(formsWanted(noteFor(locale, note) ?? "")).toBe(wanted);
      }
    }),
  );
});

const line = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\n", " "));
const ask = fc.record(
  {
    locale: fc.constantFrom("fr", "ru"),
    page: fc.constantFrom("code.json", "docs/a.md"),
    text: line,
    rung: fc.constant(0),
    note: fc.string({ unit: "binary" }).map((note) => lineNote({ note }) ?? ""),
    before: fc.string(),
    mistake: fc.string(),
  },
  { requiredKeys: ["locale", "page", "text", "rung"] },
);

test("whatever the notes are, a Request gives back its locale, its texts and its notes", () => {
  fc.assert(
    fc.property(fc.array(ask, { maxLength: 8 }), (list) => {
      const asks: readonly Ask[] = list.map(({ note, before, mistake, ...rest }) => ({
        ...rest,
        ...(note === undefined ? {} : { note }),
        ...(before === undefined ? {} : { before }),
        ...(mistake === undefined ? {} : { mistake }),
      }));
      for (const locale of ["fr", "ru"]) {
        const own = asks.filter((one) => one.locale === locale);
        const requests = buildRequests(own, { ...settings, requestTokens: 1e9 });
        const read = requests.map(({ body }) => readRequest(body));
        const numbered = own.map((one, index) => [index + 1, one] as const);
        expect(read.map((asked) => asked?.locale)).toEqual(own.length > 0 ? [locale] : []);
        expect([...(read[0]?.lines ?? [])]).toEqual(numbered.map(([at, { text }]) => [at, text]));
        expect([...(read[0]?.notes ?? [])]).toEqual(
          numbered.flatMap(([at, { note }]) => (note === undefined ? [] : [[at, note]])),
        );
      }
    }),
  );
});

test("notes change nothing in what is the same for all Requests", () => {
  const plain: Ask = { locale: "ru", page: "code.json", text: "One|{n} more", rung: 0 };
  const [first, second] = [plain, { ...plain, note: "x" }].map(
    (one) => buildRequests([one], settings)[0]?.body.messages,
  );
  expect(second?.[0]).toEqual(first?.[0]);
  expect(second?.[1]?.content).toBe("# en > ru\n# code.json\n# Line 1: x\n1 One|{n} more");
});

test("a preview of a plural message has as many forms as the note asks for", async () => {
  const engine = createPseudoEngine();
  const note = noteFor("ru", "Posts") ?? "";
  const asks = [
    { locale: "ru", page: "code.json", text: "One post|`{count}` posts", rung: 0, note },
    { locale: "ru", page: "code.json", text: "One | other", rung: 0 },
  ];
  await engine.send(buildRequests(asks, settings));
  const replies: string[] = [];
  for await (const lot of engine.collect()) {
    for await (const { result } of lot.answers)
      if (result.kind === "text") replies.push(...result.content.split("\n"));
  }
  expect(replies.map((reply) => reply.split("|").length)).toEqual([4, 2]);
  expect(replies[0]).toBe(`1 ${Array.from({ length: 4 }, () => "⟦`{count}` þööšţš⟧").join("|")}`);
});
