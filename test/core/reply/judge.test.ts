import { describe, expect, test } from "vitest";
import { accept } from "./accept.ts";

const manyWords = Array.from({ length: 60 }, (_, index) => `mot${index}`).join(" ");

const sentence = "This is a long sentence that says something to everybody.";

type Row = readonly [name: string, text: string, line: string, locale: string, problem?: string];

function judged(rows: readonly Row[]): void {
  test.each(rows.map(([name, ...row]) => [name, row] as const))("%s", (_, row) => {
    const [text, line, locale, problem] = row;
    expect(accept(text, line, locale)).toBe(problem ?? line);
  });
}

describe("the same words as in the source", () => {
  judged([
    ["are no translation of a sentence", sentence, sentence, "fr", "(copied)"],
    ["nor with other case and marks", sentence, `« ${sentence.toUpperCase()} »`, "fr", "(copied)"],
    ["are fine in a variant of the language", sentence, sentence, "en-GB"],
    ["are fine for a short text", "Docusaurus on GitHub", "Docusaurus on GitHub", "fr"],
  ]);
});

describe("the script of the language", () => {
  const romaji = "Kore wa minna ni nanika o tsutaeru nagai bun desu.";
  const russian = "Это длинное предложение, которое что-то говорит.";
  judged([
    ["is Japanese in Japanese", sentence, "これは誰にでも何かを伝える、少し長い文章です。", "ja"],
    ["is not Latin in Japanese", sentence, romaji, "ja", "(wrong-script: Jpan)"],
    [
      "is not Latin in Arabic",
      sentence,
      "Hadhihi jumla tawila taqul shay'an.",
      "ar",
      "(wrong-script: Arab)",
    ],
    ["is not Cyrillic in French", sentence, russian, "fr", "(wrong-script: Latn)"],
    ["is Cyrillic in Serbian", sentence, russian, "sr"],
    [
      "is Latin in Serbian written so",
      sentence,
      "Ovo je duga rečenica koja nešto govori.",
      "sr-Latn",
    ],
    ["allows for many names", sentence, "Docusaurus OpenAI GitHub MDX JSONを使う。", "ja"],
    ["does not matter in a short text", "Docusaurus on GitHub", "Docusaurus GitHub", "ja"],
    ["is not asked for where the locale is no language", sentence, russian, "my-locale-1"],
    [
      "is Traditional Chinese too",
      sentence,
      "這是一個對每個人都說了些什麼的長句子，請看。",
      "zh-TW",
    ],
  ]);
});

describe("the length", () => {
  judged([
    [
      "may not explode",
      "Save it.",
      "Pour enregistrer, ".concat(manyWords),
      "fr",
      "(too-long: 367 characters for 8)",
    ],
    ["may grow a lot in a short text", "Save", "Enregistrer le document en cours", "fr"],
    ["may not collapse", sentence + sentence, "Court.", "fr", "(too-short: 6 characters for 114)"],
    [
      "may shrink in Chinese",
      "A very long sentence about translation of documentation pages",
      "关于文档翻译的长句",
      "zh",
    ],
    ["may shrink in a short text", "Do it now, please", "OK", "fr"],
  ]);
});

describe("a loop", () => {
  judged([
    ["of a phrase", sentence, "et encore ".repeat(8), "fr", "(repeated: et encore)"],
    ["of letters", sentence, `Ou${"i".repeat(30)}`, "fr", "(repeated: iii)"],
    [
      "of characters without spaces",
      sentence,
      "これは文です。".repeat(6),
      "ja",
      "(repeated: これは文です。)",
    ],
    ["that the source has", "very very very very very good", "très très très très très bien", "fr"],
    ["of marks is none", "Name ..........: yours", "Nom ...............: le vôtre", "fr"],
    ["of three is none", "Never, never, never", "Jamais, jamais, jamais", "fr"],
  ]);
});

const steps = "It takes 1,250 steps and 12.5 hours in 2024.";

describe("numbers", () => {
  judged([
    [
      "are kept with other separators",
      steps,
      "Il faut 1\u202f250 étapes et 12,5 heures en 2024.",
      "fr",
    ],
    [
      "are kept with an apostrophe",
      steps,
      "Es braucht 1’250 Schritte und 12.5 Stunden, 2024.",
      "de-CH",
    ],
    ["are kept in Arabic digits", steps, "يستغرق ١٬٢٥٠ خطوة و١٢٫٥ ساعة في ٢٠٢٤.", "ar"],
    ["are kept in Devanagari digits", steps, "२०२४ में १,२५० कदम और १२.५ घंटे लगते हैं।", "hi"],
    ["are kept in full width", steps, "２０２４年に１，２５０歩と１２．５時間です。", "ja"],
    ["are kept in another order", steps, "En 2024, 12,5 heures et 1250 étapes.", "fr"],
    [
      "are not changed",
      steps,
      "Il faut 1 205 étapes et 12,5 heures en 2024.",
      "fr",
      "(numbers-changed: 1250)",
    ],
    [
      "are not lost",
      steps,
      "Il faut 1 250 étapes et 12,5 heures.",
      "fr",
      "(numbers-changed: 2024)",
    ],
  ]);
});

describe("a number", () => {
  judged([
    ["of one digit may be words", "It has 3 parts.", "Il a trois parties.", "fr"],
    ["may be in ten thousands", "There are 30,000 pages.", "3万ページあります。", "ja"],
    ["may be in millions", "There are 1,500,000 pages.", "Il y a 1,5 million de pages.", "fr"],
    [
      "is not another thousand",
      "There are 3,000 pages.",
      "Il y a 4 000 pages.",
      "fr",
      "(numbers-changed: 3000)",
    ],
    ["may lose the zero in front", "On July 05, at last.", "Le 5 juillet, enfin.", "fr"],
    [
      "may count hours to 24",
      "Come at 10:30 pm or 11 a.m. on day 12.",
      "Venez à 22 h 30 ou 11 h, le jour 12.",
      "fr",
    ],
    ["in code is the code's business", "Set `1234` to 56.", "Mettez `1234` à 56.", "fr"],
    [
      "inside of a tag counts",
      "See <1>part 42</1>.",
      "Voir <1>la partie 24</1>.",
      "fr",
      "(numbers-changed: 42)",
    ],
  ]);
});
