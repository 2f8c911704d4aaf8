import fc from "fast-check";
import { expect, test } from "vitest";
import { termsIn } from "../../../src/core/glossary/glossary.ts";
import { readGlossary } from "../../../src/core/glossary/read-glossary.ts";

/** What the glossary says of its terms, for a text that has them all. */
function advice(yaml: string, text: string, locale = "fr") {
  const glossary = readGlossary(yaml);
  return "reason" in glossary ? glossary : termsIn(glossary, [text], locale);
}

const guide = `
- term: batch
  fr: lot
  ja: バッチ
  note: a file of requests

- term: Docusaurus
  keep: true
`;

test("the glossary of the guide is read", () => {
  const text = "Docusaurus sends a batch.";
  const kept = { term: "Docusaurus" };
  const note = "a file of requests";
  expect(advice(guide, text)).toEqual([{ term: "batch", translation: "lot", note }, kept]);
  expect(advice(guide, text, "ja")).toEqual([{ term: "batch", translation: "バッチ", note }, kept]);
  expect(advice(guide, text, "de")).toEqual([kept]);
});

test.each([
  ["nothing", ""],
  ["comments only", "# to be done\n"],
  ["an empty list", "[]"],
  ["a term without a translation yet", "- term: batch"],
  ["a locale that the site lacks", "- {term: batch, zh-Hant: 批次}"],
])("%s is a glossary that says nothing", (_, yaml) => {
  expect(advice(yaml, "batch")).toEqual([]);
});

test.each([
  ["spaces around", "- {term: ' batch ', fr: ' lot '}", "batch", "lot"],
  ["a locale in other letters", "- {term: batch, FR: lot}", "batch", "lot"],
  ["words that YAML 1.1 takes for no", "- {term: batch, fr: no}", "batch", "no"],
  ["a name that is kept in other locales", "- {term: A, keep: true, fr: Â}", "A", "Â"],
  [
    "a hundred characters of two halves",
    `- {term: a, fr: ${"𠮷".repeat(100)}}`,
    "a",
    "𠮷".repeat(100),
  ],
  ["Persian with its joiners", "- {term: a, fr: می‌شود}", "a", "می‌شود"],
  ["Malayalam that ends with a joiner", "- {term: a, fr: അവന്‍}", "a", "അവന്‍"],
  ["no-break spaces", "- {term: a, fr: «\u00a0lot\u00a0»}", "a", "«\u00a0lot\u00a0»"],
])("%s: read as it is meant", (_, yaml, term, translation) => {
  expect(advice(yaml, term)).toEqual([{ term, translation }]);
});

test("a locale may be spelled with either dash", () => {
  expect(advice("- {term: a, pt_br: um}", "a", "pt-BR")).toEqual([
    { term: "a", translation: "um" },
  ]);
});

const batch = 'entry 2 ("batch")';

test.each([
  ["term: batch", "it is no list of terms"],
  ["batch", "it is no list of terms"],
  ["- [batch, lot]", "entry 1 is no term with its translations"],
  ["- batch", "entry 1 is no term with its translations"],
  ["- ", "entry 1 is no term with its translations"],
  ["- fr: lot", 'entry 1 has no "term"'],
  ["- {term: '', fr: lot}", 'entry 1 has a "term" that is empty'],
  ["- {term: ' ', fr: lot}", 'entry 1 has a "term" that is empty'],
  ["- {term: , fr: lot}", 'entry 1 has a "term" that is no text; quotation marks make it one'],
  ["- {term: 404, fr: lot}", 'entry 1 has a "term" that is no text; quotation marks make it one'],
  ["- {term: batch, keep: false}", 'entry 1 ("batch") has a "keep" that is not true'],
  ["- {term: batch, keep: 'yes'}", 'entry 1 ("batch") has a "keep" that is not true'],
  ["- {term: batch, keep: }", 'entry 1 ("batch") has a "keep" that is not true'],
  [
    "- {term: a}\n- {term: batch, fr: 4}",
    `${batch} has a translation for fr that is no text; quotation marks make it one`,
  ],
  [
    "- {term: a}\n- {term: batch, fr: [lot]}",
    `${batch} has a translation for fr that is no text; quotation marks make it one`,
  ],
  ["- {term: a}\n- {term: batch, fr: ''}", `${batch} has a translation for fr that is empty`],
  ["- {term: a}\n- {term: batch, fr: a, FR: b}", `${batch} has two translations for FR`],
  [
    "- {term: a}\n- {term: batch, note: [a]}",
    `${batch} has a "note" that is no text; quotation marks make it one`,
  ],
  [
    "- {term: a}\n- {term: batch, frnech terms: lot}",
    `${batch} has a key "frnech terms", which is no locale`,
  ],
  ["- {term: a}\n- {term: batch, notes: lot}", `${batch} has a key "notes", which is no locale`],
  [
    "- {term: a}\n- {term: batch, constructor: lot}",
    `${batch} has a key "constructor", which is no locale`,
  ],
  ["- {term: Batch}\n- {term: batch}", `${batch} has the same term as entry 1`],
  ["- {term: batch}\n- {term: batch}", `${batch} has the same term as entry 1`],
  [
    "- {term: big  batch}\n- {term: Big batch}",
    'entry 2 ("Big batch") has the same term as entry 1',
  ],
  [
    "- {term: cafe\u0301}\n- {term: caf\u00e9}",
    'entry 2 ("caf\u00e9") has the same term as entry 1',
  ],
  [
    `- {term: ${"b".repeat(201)}}`,
    `entry 1 ("${"b".repeat(40)}…") has a "term" that is longer than 200 characters`,
  ],
  [
    `- {term: b, fr: ${"b".repeat(201)}}`,
    'entry 1 ("b") has a translation for fr that is longer than 200 characters',
  ],
  ["- {term: b, fr: |\n   lot\n   2}", "it is no YAML"],
  [
    "- term: b\n  fr: |\n    a\n    b\n",
    'entry 1 ("b") has a translation for fr with a line break in it',
  ],
  ['- term: "a\\n b"', 'entry 1 ("a b") has a "term" with a line break in it'],
  ["- a: &a b\n- *a", "it uses an alias"],
  ["- {__proto__: {keep: true}}", 'it has a key "__proto__"'],
  ["- {term: a, term: b}", "it has a key twice"],
  ["- {term: [[[[[a]]]]]}", "it nests more than 4 levels"],
])("%s is refused in words that name the entry", (yaml, reason) => {
  expect(readGlossary(yaml)).toEqual({ reason });
});

const hidden: readonly (readonly [string, string])[] = [
  ["\\n", "with a line break in it"],
  ["\\r", "with a line break in it"],
  ["\\x85", "with a line break in it"],
  ["\\u2028", "with a line break in it"],
  ["\\0", "with an invisible character in it (U+0000)"],
  ["\\e", "with an invisible character in it (U+001B)"],
  ["\\t", "with an invisible character in it (U+0009)"],
  ["\\u00ad", "with an invisible character in it (U+00AD)"],
  ["\\u200b", "with an invisible character in it (U+200B)"],
  ["\\u200d", "with an invisible character in it (U+200D)"],
  ["\\u202e", "with an invisible character in it (U+202E)"],
  ["\\u2066", "with an invisible character in it (U+2066)"],
  ["\\u3164", "with an invisible character in it (U+3164)"],
  ["\\ufe0f", "with an invisible character in it (U+FE0F)"],
  ["\\ufeff", "with an invisible character in it (U+FEFF)"],
  ["\\ud800", "with an invisible character in it (U+D800)"],
  ["\\ue000", "with an invisible character in it (U+E000)"],
  ["\\U000e0041", "with an invisible character in it (U+E0041)"],
];

test.each(hidden)("%s in a term, a translation or a note is refused", (written, fault) => {
  expect(readGlossary(`- term: "a${written}b"`)).toEqual({
    reason: expect.stringMatching(new RegExp(`^entry 1 .* has a "term" ${escaped(fault)}$`, "s")),
  });
  expect(readGlossary(`- {term: b, fr: "a${written}b"}`)).toEqual({
    reason: `entry 1 ("b") has a translation for fr ${fault}`,
  });
  expect(readGlossary(`- {term: b, note: "a${written}b"}`)).toEqual({
    reason: `entry 1 ("b") has a "note" ${fault}`,
  });
});

function escaped(text: string): string {
  return text.replace(/[()+]/g, "\\$&");
}

test("whatever a person wrote is read or refused in one line", () => {
  const key = fc.oneof(fc.constantFrom("term", "fr", "note", "keep", "__proto__"), fc.string());
  const entry = fc.dictionary(
    key,
    fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.string({ unit: "binary" })),
  );
  fc.assert(
    fc.property(fc.oneof(fc.array(entry), fc.jsonValue()), (value) => {
      const read = readGlossary(JSON.stringify(value));
      if ("reason" in read) expect(read.reason).toMatch(/^[^\n\r\u2028\u2029]+$/);
    }),
    { numRuns: 200 },
  );
});
