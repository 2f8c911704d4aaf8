import type { ReplyProblemKind } from "../problems.ts";
import { readWords } from "./notation.ts";
import { eachWord, hasProse, plainText, type Words } from "./words.ts";

export type Conformity =
  | { readonly words: Words }
  | { readonly kind: ReplyProblemKind; readonly detail: string };

/**
 * Reads foreign text (a Reply, a Memory record, a phrasebook) as the translation of `source`: every tag exactly once
 * and well nested, every code span verbatim, nothing else. Order may change, loss may not.
 */
export function conform(line: string, source: Words): Conformity {
  const read = readTagged(line, source);
  if ("kind" in read) return read;
  return codeProblem(read.words, source) ?? markupProblem(read.words, source) ?? read;
}

/** As far as tags go. */
export function readTagged(line: string, source: Words): Conformity {
  const result = readWords(tidy(line));
  if ("mistake" in result) return { kind: result.mistake, detail: `<${result.tag}>` };
  if (!hasProse(result.words) && hasProse(source)) return { kind: "empty", detail: "" };
  return tagProblem(result.words, source) ?? { words: result.words };
}

/** Space at the ends and line breaks carry nothing in the notation, and models add them freely. */
function tidy(line: string): string {
  return line
    .split(/[\r\n]+/)
    .map((part) => trimBlanks(part))
    .filter((part) => part !== "")
    .join(" ");
}

/** By hand, because a pattern for blanks at the end takes quadratic time on a line full of them. */
function trimBlanks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return text.slice(start, end);
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

function tagProblem(words: Words, source: Words): Conformity | undefined {
  const wanted = tagsOf(source);
  const given = tagsOf(words);
  for (const [id, type] of given) {
    if (!wanted.has(id)) return { kind: "tag-invented", detail: `<${id}>` };
    if (wanted.get(id) !== type) return { kind: "tag-nesting", detail: `<${id}>` };
  }
  for (const id of wanted.keys()) {
    if (!given.has(id)) return { kind: "tag-missing", detail: `<${id}>` };
  }
  return undefined;
}

function tagsOf(words: Words): Map<number, "pair" | "single"> {
  const tags = new Map<number, "pair" | "single">();
  for (const word of eachWord(words)) {
    if (word.type === "pair" || word.type === "single") tags.set(word.id, word.type);
  }
  return tags;
}

function codeProblem(words: Words, source: Words): Conformity | undefined {
  const wanted = codesOf(source);
  const given = codesOf(words);
  const odd = given.find((code, index) => code !== wanted[index]) ?? wanted[given.length];
  return odd === undefined ? undefined : { kind: "code-changed", detail: odd };
}

/**
 * Words never become markup on the page. But titles and headings also reach places where Docusaurus writes them as they
 * are: JSON-LD in a script element, the table of contents, the list of posts that is cut at a comment.
 */
function markupProblem(words: Words, source: Words): Conformity | undefined {
  const left = markupIn(source).map(natureOf);
  for (const mark of markupIn(words)) {
    const at = left.indexOf(natureOf(mark));
    if (at < 0) return { kind: "markup-added", detail: mark };
    left.splice(at, 1);
  }
  return undefined;
}

/** Begins of elements, ends, comments and the like, also where a tag or a code span would come between. */
function markupIn(words: Words): string[] {
  const text = plainText(words, true).toLowerCase();
  return text.match(/<[a-z]+|<\/[a-z]*|<[!?]|\{\s*\/\*/g) ?? [];
}

/**
 * The name of a placeholder such as `<file name>` may be translated; that of an element which acts by itself may not
 * come of it.
 */
function natureOf(mark: string): string {
  const [name] = /[a-z]+/.exec(mark) ?? [];
  return name === undefined || activeElements.has(name) ? mark : mark.replace(name, "");
}

/** What a browser loads, runs or obeys where it stands. */
const activeElements: ReadonlySet<string> = new Set([
  ...["applet", "audio", "base", "body", "button", "embed", "form", "frame", "frameset", "head"],
  ...[
    "html",
    "iframe",
    "img",
    "image",
    "input",
    "link",
    "math",
    "meta",
    "object",
    "param",
    "plaintext",
  ],
  ...[
    "script",
    "select",
    "source",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "track",
    "video",
    "xmp",
  ],
]);

function codesOf(words: Words): string[] {
  const codes: string[] = [];
  for (const word of eachWord(words)) if (word.type === "code") codes.push(word.value);
  return codes.sort();
}
