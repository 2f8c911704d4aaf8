import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conform } from "../../../src/core/words/conform.ts";
import { readWords, writeWords } from "../../../src/core/words/notation.ts";
import { eachWord, type Word, type Words } from "../../../src/core/words/words.ts";
import { anyWords } from "./arbitrary-words.ts";

const source = "Run <1>the `npm` tool</1> with <2/> and `ci`.";

const accepted: readonly (readonly [name: string, line: string])[] = [
  ["tags in another order", "Mit <2/> und `ci` läuft <1>das `npm`-Werkzeug</1>."],
  ["a tag that moved into another", "<1>`npm` <2/> outil</1> et `ci`."],
  ["code that left its tag", "Lancez <1>l’outil</1> `npm` avec <2/> et `ci`."],
  ["space at the ends", "  <1>x `npm`</1> <2/> `ci`\t"],
  ["line breaks", "<1>x `npm`</1>\r\n<2/>\n`ci`"],
  ["text that is markup elsewhere", "**a** a < b {c} [d](e) &amp; <1>`npm`</1><2/>`ci`"],
];

const refused: readonly (readonly [line: string, kind: string, detail: string])[] = [
  ["Lancez <1>l’outil `npm`</1> et `ci`.", "tag-missing", "<2>"],
  ["Lancez <b> <1>`npm`</1> <2/> `ci`", "markup-added", "<b"],
  ["Lancez </SCRIPT> <1>`npm`</1> <2/> `ci`", "markup-added", "</script"],
  ["Lancez <1><!-- `npm`</1> <2/> `ci`", "markup-added", "<!"],
  ["Lancez { /* truncate */} <1>`npm`</1> <2/> `ci`", "markup-added", "{ /*"],
  ["Lancez <<1>script `npm`</1> <2/> `ci`", "markup-added", "<script"],
  ["Lancez <1>l’outil `npm`</1> <2/><3/> `ci`.", "tag-invented", "<3>"],
  ["Lancez <1>l’outil `npm`</1> <2/><2/> `ci`.", "tag-doubled", "<2>"],
  ["Lancez <1>l’outil `npm` <2/> `ci`.", "tag-nesting", "<1>"],
  ["Lancez <1/> l’outil `npm` <2/> `ci`.", "tag-nesting", "<1>"],
  ["Lancez <1>l’outil `npm`</1> <2>avec</2> `ci`.", "tag-nesting", "<2>"],
  ["Lancez <1>l’outil `yarn`</1> <2/> `ci`.", "code-changed", "yarn"],
  ["Lancez <1>l’outil</1> <2/> `ci`.", "code-changed", "npm"],
  ["Lancez <1>l’outil `npm`</1> <2/> `ci` `ci`.", "code-changed", "ci"],
  ["<1>`npm`</1> <2/> `ci`", "empty", ""],
  ["", "empty", ""],
];

describe("a translation", () => {
  test.each(accepted)("may have %s", (_, line) => {
    expect(conform(line, wordsOf(source))).toHaveProperty("words");
  });

  test.each(refused)("%s is refused: %s %s", (line, kind, detail) => {
    expect(conform(line, wordsOf(source))).toEqual({ kind, detail });
  });

  test("may be without letters where the source has none", () => {
    expect(conform("42", wordsOf("43"))).toHaveProperty("words");
  });

  test("may have its tags in any order", () => {
    fc.assert(
      fc.property(proseAndSeed, ([words, seed]) => {
        const line = writeWords(shuffled(words, seed));
        const read = conform(line, words);
        // Brackets and letters that come together may be markup.
        expect("words" in read || read.kind === "markup-added").toBe(true);
      }),
    );
  });

  test("may not lose, double or invent a tag", () => {
    fc.assert(
      fc.property(proseAndSeed, ([words, seed]) => {
        const ids = tagsOf(words);
        const id = ids[seed % ids.length] ?? 1;
        const line = writeWords(words);
        expect(conform(writeWords(without(words, id)), words)).toHaveProperty("kind");
        expect(conform(`${line} <${id}/>`, words)).toHaveProperty("kind");
        expect(conform(`${line} <${ids.length + 1}/>`, words)).toHaveProperty("kind");
      }),
    );
  });
});

const proseAndSeed = fc.tuple(
  anyWords
    .filter((words) => tagsOf(words).length > 0)
    .map((words): Words => [{ type: "text", value: "prose " }, ...words]),
  fc.nat(),
);

function wordsOf(line: string): Words {
  const result = readWords(line);
  return "words" in result ? result.words : [];
}

function tagsOf(words: Words): number[] {
  return [...eachWord(words)].flatMap((word) =>
    word.type === "pair" || word.type === "single" ? [word.id] : [],
  );
}

/** Spaces keep code spans apart that the new order brings together. */
function shuffled(words: Words, seed: number): Words {
  const space = { type: "text", value: " " } as const;
  const turned = words.map((word) =>
    word.type === "pair" ? { ...word, children: shuffled(word.children, seed) } : word,
  );
  const at = words.length === 0 ? 0 : seed % words.length;
  return [...turned.slice(at), ...turned.slice(0, at)].flatMap((word): Word[] => [word, space]);
}

function without(words: Words, id: number): Words {
  return words.flatMap((word): Word[] => {
    if (word.type === "text" || word.type === "code") return [word];
    if (word.id === id) return [];
    return word.type === "pair" ? [{ ...word, children: without(word.children, id) }] : [word];
  });
}

test.each([
  ["Open <file name> first.", "Ouvrez d’abord <nom du fichier>."],
  ["Use `<b>` or <b> here.", "Ici, <b> ou `<b>`."],
  ["An <img> element.", "Un élément <img>."],
  ["<!-- a --> comment", "commentaire <!-- a -->"],
])("what %j has, its translation may have", (source, line) => {
  expect(conform(line, wordsOf(source))).toHaveProperty("words");
});

test.each([
  ["Open <file> first.", "Ouvrez <script> d’abord."],
  ["Open <file> first.", "Ouvrez <a> <b> d’abord."],
  ["An <img> element.", "Un élément <iframe>."],
])("what %j lacks, its translation may not have", (source, line) => {
  expect(conform(line, wordsOf(source))).toMatchObject({ kind: "markup-added" });
});
