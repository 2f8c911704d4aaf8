import fc from "fast-check";
import { expect, test } from "vitest";
import type { PageDocument } from "../../../src/core/document/document.ts";
import { editsOf } from "../../../src/core/render/edits.ts";
import { soundTranslations } from "../../../src/core/render/sound-translations.ts";
import { acceptLine } from "../../../src/core/reply/accept-line.ts";
import { readReply } from "../../../src/core/reply/read-reply.ts";
import { defaultTextRules as rules } from "../../../src/core/segment/rules.ts";
import type { Words } from "../../../src/core/words/words.ts";
import { randomNumbers } from "../../support/batch-server/random.ts";
import { compilerFor } from "../../support/compile-page.ts";
import { hostileText } from "../arbitrary-hostile-text.ts";
import { anyPage } from "../arbitrary-page.ts";
import { documentOf } from "../document-of.ts";

/** What stands around the lines. */
const wrappings = {
  nothing: (text: string) => text,
  fence: (text: string) => `\`\`\`\n${text}\n\`\`\``,
  thinking: (text: string) => `<think>1 x</think>${text}\n\n{evil}`,
  dress: (text: string) => text.replace(/^(\d+) /gm, "**$1.** "),
};

const anyReply = fc.record({
  /** What stands for words. */
  words: fc.array(fc.oneof(hostileText, fc.constant(" des mots ")), {
    minLength: 5,
    maxLength: 20,
  }),
  seed: fc.nat(),
  wrapping: fc.constantFrom<keyof typeof wrappings>("nothing", "fence", "thinking", "dress"),
});

type Reply = typeof anyReply extends fc.Arbitrary<infer T> ? T : never;

/** Lines that mostly pass the grammar: a text's own tags and code in some order, with anything for words. */
function contentFor(document: PageDocument, { words, seed, wrapping }: Reply): string {
  const chance = randomNumbers(seed);
  const word = () => words[Math.floor(chance() * words.length)] ?? "";
  const lines = document.segments.map(({ text }, index) => {
    const atoms = text.match(/<(\d+)>.*?<\/\1>|<\d+\/>|(`+)(?!`).*?[^`]\2(?!`)/g) ?? [];
    const ordered = chance() < 0.5 ? atoms : atoms.toReversed();
    const kept = chance() < 0.8 ? ordered : ordered.slice(1);
    const line = [word(), ...kept.flatMap((atom) => [atom, word()])].join("");
    return `${index + 1} ${line.replace(/[\r\n]/g, " ")}`;
  });
  return wrappings[wrapping](lines.join("\n"));
}

/** What the tool makes of it: the page, and which texts are in other words. A faulty page is not written. */
async function written(document: PageDocument, content: string) {
  const usage = { input: 0, output: 0 };
  const wanted = new Map(document.segments.map(({ text }, index) => [index + 1, text]));
  const result = { kind: "text", content, finishReason: "stop", usage } as const;
  const accepted = new Map<number, Words>();
  for (const [number, line] of readReply(result, wanted).lines) {
    const segment = document.segments[number - 1];
    if (segment === undefined || "kind" in line) continue;
    const read = acceptLine(line.text, segment, { sourceLocale: "en", locale: "fr" });
    if ("words" in read) accepted.set(number - 1, read.words);
  }
  const edits = editsOf(document, {
    ...place,
    kind: "docs",
    exists: () => true,
    partial: () => undefined,
  });
  const sound = await soundTranslations({ document, rules, edits }, accepted);
  return sound.fault === undefined ? sound : { ...sound, text: document.text };
}

const place = { page: "docs/a.mdx", root: "docs", localized: "i18n/fr/x/a.mdx" };

test("whatever a Reply says to whatever page, the written page has the source's skeleton", async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(anyPage, anyReply, async (source, reply) => {
      const document = await documentOf(source);
      const { text, translations } = await written(document, contentFor(document, reply));
      const again = await documentOf(text);
      const skeleton = ({ blocks }: PageDocument) => blocks.map((block) => block.skeleton);
      expect(skeleton(again), text).toEqual(skeleton(document));
      taken += translations.size;
    }),
    { numRuns: 150 },
  );
  expect(taken, "most of the words are on the pages").toBeGreaterThan(150);
});

test("compiled by Docusaurus, it has no module, element, link or expression that the source lacks", async () => {
  const compile = compilerFor();
  const nodesOf = async (text: string) => nodesIn((await compile({ filePath, text })).jsx);
  await fc.assert(
    fc.asyncProperty(anyPage, anyReply, async (source, reply) => {
      const document = await documentOf(source);
      const { text } = await written(document, contentFor(document, reply));
      const left = await nodesOf(source);
      for (const node of await nodesOf(text)) {
        const at = left.indexOf(node);
        expect(at, `${node} in ${text}`).toBeGreaterThanOrEqual(0);
        left.splice(at, 1);
      }
    }),
    { numRuns: 40 },
  );
});

const filePath = "/site/docs/a.mdx";

/** Elements, addresses, imports, exports and names that the page takes from elsewhere; words are strings by now. */
function nodesIn(jsx: string): string[] {
  const code = jsx.replace(/"(?:\\.|[^"\\])*"/g, "");
  return [
    ...found(code, /_jsxs?\(([\w.$]*)/g).filter((name) => name !== titleWrapper),
    ...found(jsx, /"?\b(?:href|src)"?: "((?:\\.|[^"\\])*)"/g).map(placeless),
    ...found(code, /^(import .*|export .*)$/gm).filter((line) => !line.includes("_jsx")),
    ...found(code, /\b(process|props|evil|alert)\b/g),
  ].sort();
}

/** Docusaurus' own, around a title of more than one piece of text; how it cuts text into pieces is its business. */
const titleWrapper = "_components.mdxAdmonitionTitle";

/** A local path says where the page itself lies. */
function placeless(address: string): string {
  return `to ${address.replace(/^(?:\.\.?)?\/(?:.*\/)?/, "")}`;
}

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = ""]) => name);
}
