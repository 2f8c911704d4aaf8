import { expect, test } from "vitest";
import { readReply } from "../../../src/core/reply/read-reply.ts";

const usage = { input: 0, output: 0 };

/** What is heard where these texts were asked for. */
function heardOf(texts: readonly string[], content: string): readonly string[] {
  const wanted = new Map(texts.map((text, index) => [index + 1, text]));
  const result = { kind: "text", content, finishReason: "stop", usage } as const;
  return [...readReply(result, wanted).lines.values()].map((line) =>
    "text" in line ? line.text : `(${line.kind})`,
  );
}

const memory = "You need at least 2 GB of memory for this to work well.";
const steps = ["Introduction", "1. Install the package", "2. Configure the package"];

test.each([
  [
    "a line that breaks before the next number",
    [memory],
    "1 Il vous faut au moins\n2 Go de mémoire pour que cela marche bien.",
    ["(line-merged)"],
  ],
  [
    "sentences of one text that are counted",
    ["First do this. Second do that and wait."],
    "1 Faites ceci.\n2 Faites cela et attendez un peu.",
    ["(line-merged)"],
  ],
  [
    "a list without marks whose texts begin with numbers",
    steps,
    "Introduction\n1. Installer le paquet\n2. Configurer le paquet",
    ["(line-missing)", "(line-missing)", "(line-missing)"],
  ],
  [
    "the same with marks",
    steps,
    "1 Introduction\n2 1. Installer le paquet\n3 2. Configurer le paquet",
    ["Introduction", "1. Installer le paquet", "2. Configurer le paquet"],
  ],
  [
    "a text that begins with a number and has no mark",
    ["1.x releases end."],
    "1.x se termine.",
    ["(line-missing)"],
  ],
  [
    "a list inside of a text",
    ["Choose:", "Red.", "Blue."],
    "1 Choisissez :\n1. Vert\n2. Rose\n3. Gris",
    ["(line-merged)", "(line-missing)", "(line-missing)"],
  ],
  [
    "counting from zero",
    ["One.", "Two.", "Three."],
    "0 Un.\n1 Deux.\n2 Trois.",
    ["(line-missing)", "(line-missing)", "(line-missing)"],
  ],
  [
    "an empty line and chatter",
    ["One.", "Two."],
    "1 Un.\n2\nI hope this helps!",
    ["Un.", "(line-merged)"],
  ],
  ["marks of direction in front", ["One.", "Two."], "\u200f1 Un.\n\u200f2 Deux.", ["Un.", "Deux."]],
  ["old line ends", ["One.", "Two."], "1 Un.\r2 Deux.", ["Un.", "Deux."]],
])("%s", (_, texts, content, expected) => {
  expect(heardOf(texts, content)).toEqual(expected);
});

test.each([
  ["blanks", `1 Un.\n${" \t".repeat(45_000)}x`],
  ["tildes", `${"~".repeat(90_000)}\``],
  ["the same line", "1 a\n".repeat(20_000)],
  ["marks of direction", `1 ${"\u200e".repeat(90_000)}`],
])("a Reply full of %s is read in no time", (_, content) => {
  expect(heardOf(["One.", "Two."], content)).toHaveLength(2);
});
