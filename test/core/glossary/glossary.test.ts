import fc from "fast-check";
import { expect, test } from "vitest";
import { createGlossary, type Term, termsIn } from "../../../src/core/glossary/glossary.ts";

function kept(term: string): Term {
  return { term, translations: new Map(), keep: true };
}

function found(terms: readonly string[], ...texts: readonly string[]): readonly string[] {
  return termsIn(createGlossary(terms.map(kept)), texts, "fr").map(({ term }) => term);
}

test.each([
  ["batch", "A batch."],
  ["batch", "BATCH"],
  ["Batch", "one batch, two"],
  ["batch", "batch's"],
  ["batch", "a batch-file"],
  ["batch", "a_batch_size"],
  ["batch file", "The batch  file."],
  ["batch file", "The batch\u00a0file."],
  ["batch file", "The batch <1>file</1>."],
  ["batch", "the <1>batch</1>"],
  ["batch file", "the <1>batch <2>file</2></1>"],
  ["batch", "the </1> batch <1>"],
  ["C++", "In C++17 and C."],
  [".NET", "Use .NET here."],
  ["Node.js", "(Node.js)"],
  ["@site", "from @site/a"],
  ["→", "a→b"],
  ["a < b", "when a < b holds"],
  ["<1>", "Tags such as \\<1> are literal."],
  ["café", "A cafe\u0301."],
  ["Ärger", "viel ÄRGER"],
  ["バッチ", "このバッチを送る"],
  ["サーバー", "サーバーの名前"],
  ["サーバー", "ウェブサーバー"],
  ["Docusaurus", "これはDocusaurusです"],
  ["APIキー", "新しいAPIキーを"],
  ["批次", "一个批次文件"],
  ["ไฟล์", "เปิดไฟล์นี้"],
  ["배치", "배치 파일"],
  ["𠮷野家", "駅の𠮷野家で"],
])("%s occurs in: %s", (term, text) => {
  expect(found([term], text)).toEqual([term]);
});

test.each([
  ["batch", "batches"],
  ["batch", "rebatch"],
  ["batch", "batch2"],
  ["batch", "bat-ch"],
  ["batch", "<1>batch</1>es"],
  ["batch", "run `batch` now"],
  ["batch file", "batch `x` file"],
  ["batch file", "batch <1/> file"],
  ["cafe", "cafe\u0301"],
  ["Node.js", "Node.jsx"],
  ["API", "APIs"],
  ["API", "新しいAPI2"],
  ["배치", "배치를"],
  ["1", "<1>one</1>"],
])("%s does not occur in: %s", (term, text) => {
  expect(found([term], text)).toEqual([]);
});

test("terms come once, in the order of the glossary, from all texts together", () => {
  expect(found(["one", "two", "three"], "three two", "two one")).toEqual(["one", "two", "three"]);
});

test("terms that begin alike are all found", () => {
  expect(found(["batch", "batch file", "batch file name", "batch job"], "a batch file")).toEqual([
    "batch",
    "batch file",
  ]);
});

test("only terms that the glossary settles for the locale", () => {
  const terms = [
    { term: "one", translations: new Map([["fr", "un"]]), keep: false, note: "1" },
    { term: "two", translations: new Map([["pt-br", "dois"]]), keep: false },
    { term: "three", translations: new Map([["fr", "trois"]]), keep: true },
    { term: "four", translations: new Map(), keep: false },
  ];
  const glossary = createGlossary(terms);
  const texts = ["one two three four"];
  expect(termsIn(glossary, texts, "fr")).toEqual([
    { term: "one", translation: "un", note: "1" },
    { term: "three", translation: "trois" },
  ]);
  expect(termsIn(glossary, texts, "pt-BR")).toEqual([
    { term: "two", translation: "dois" },
    { term: "three" },
  ]);
  expect(termsIn(glossary, texts, "pt")).toEqual([{ term: "three" }]);
});

test("a Request gets no more than the first forty of its terms", () => {
  const names = Array.from({ length: 60 }, (_, index) => `t${index}`);
  expect(found(names, names.toReversed().join(" "))).toEqual(names.slice(0, 40));
});

test("terms without anything to say take no place among the forty", () => {
  const silent = Array.from({ length: 60 }, (_, index) => ({ ...kept(`s${index}`), keep: false }));
  const glossary = createGlossary([...silent, kept("word")]);
  const text = [...silent.map(({ term }) => term), "word"].join(" ");
  expect(termsIn(glossary, [text], "fr")).toEqual([{ term: "word" }]);
});

test("tags a thousand levels deep and backticks without end do no harm", () => {
  const ids = Array.from({ length: 9999 }, (_, index) => index + 1);
  const open = ids.map((id) => `<${id}>`).join("");
  const close = ids
    .toReversed()
    .map((id) => `</${id}>`)
    .join("");
  expect(found(["batch"], `${open}batch${close}`)).toEqual(["batch"]);
  expect(found(["batch"], `batch ${"`".repeat(10_000)}`)).toEqual(["batch"]);
});

/** Words of a made-up language, so that nothing but its spaces tells them apart. */
const word = fc.stringMatching(/^[a-zé]{1,3}$/);

test("a term is found where its words stand one after the other, and nowhere else", () => {
  const phrase = fc.array(word, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(phrase, fc.array(word, { maxLength: 30 }), (term, text) => {
      const expected = ` ${text.join(" ")} `.includes(` ${term.join(" ")} `);
      expect(found([term.join(" ")], text.join(" "))).toHaveLength(expected ? 1 : 0);
    }),
    { numRuns: 500 },
  );
});

test("any term is found in itself, and any text is searched without a crash", () => {
  const any = fc.string({ unit: "binary", minLength: 1 });
  fc.assert(
    fc.property(any, any, (term, text) => {
      expect(found([term], text).length).toBeLessThan(2);
      if (/\S/.test(term) && !/[`<\\]/.test(term)) expect(found([term], term)).toEqual([term]);
    }),
    { numRuns: 500 },
  );
});

test("five thousand terms in twenty thousand texts are found in time", () => {
  const names = Array.from({ length: 5000 }, (_, index) => `term ${index} of ${index % 7}`);
  const glossary = createGlossary(names.map(kept));
  const texts = Array.from(
    { length: 20_000 },
    (_, index) =>
      `Sentence ${index} has <1>about a dozen words</1> with \`code\`, term ${index} of 3, more.`,
  );
  const start = performance.now();
  for (let at = 0; at < texts.length; at += 40) termsIn(glossary, texts.slice(at, at + 40), "fr");
  expect(performance.now() - start).toBeLessThan(3000);
});
