import type { InlineCode, Link, PhrasingContent, Text } from "mdast";
import type { TextDirective } from "mdast-util-directive";
import type { Node } from "unist";
import type { Range } from "../model.ts";
import { renumber, tagNumbers } from "../words/renumber.ts";
import { mergeTexts, plainText, type Word, type Words } from "../words/words.ts";
import { autolinkAtom, linkAtom, type Wrapping, wrapAtom } from "./atoms.ts";
import type { Bytes } from "./bytes.ts";
import { type HtmlPair, type Paired, pairHtml } from "./html-pairs.ts";
import { isOpaque, isOpaqueTag } from "./is-opaque.ts";
import { readText, withoutSoftBreaks } from "./read-text.ts";
import type { Atom, Atoms, CodeAtom } from "./segment.ts";

/** Phrasing nodes as Words, every node that is not text or code as a numbered tag. */
export function readPhrasing(
  children: readonly PhrasingContent[],
  bytes: Bytes,
): { words: Words; atoms: Atoms } {
  const reader: Reader = { bytes, drafts: new Map(), codes: [] };
  return numbered(readAll(pairHtml(children), reader), reader);
}

interface Reader {
  readonly bytes: Bytes;
  readonly drafts: Map<number, Atom>;
  readonly codes: CodeAtom[];
}

function readAll(children: readonly Paired[], reader: Reader): Words {
  const words = children.flatMap((child, index): Word[] => {
    if (child.type !== "text") return [readOne(child, children[index + 1], reader)];
    return readText(child, reader.bytes).map((part) =>
      part.type === "text" ? part : single(part, reader),
    );
  });
  return mergeTexts(words).map((word) =>
    word.type === "text" ? { type: "text", value: withoutSoftBreaks(word.value) } : word,
  );
}

function readOne(child: Exclude<Paired, Text>, next: Paired | undefined, reader: Reader): Word {
  const { bytes } = reader;
  switch (child.type) {
    case "inlineCode":
      return code(child, reader);
    case "strong":
    case "emphasis":
    case "delete":
      return pair({ type: child.type }, child, reader);
    case "link":
      if (showsItsUrl(child)) return single(autolinkAtom(child, bytes), reader);
      return pair(linkAtom(child, bytes), child, reader);
    case "linkReference":
      return pair(linkAtom(child, bytes), child, reader);
    case "htmlPair":
      return htmlPair(child, reader);
    case "html":
      return verbatim(child, reader, /^<\/?[A-Za-z]/.test(child.value));
    case "break":
      return single({ type: "break", range: breakRange(child, next, bytes) }, reader);
    case "mdxJsxTextElement":
      if (isOpaque(child)) return verbatim(child, reader);
      return pair(wrapAtom(child, bytes), child, reader);
    case "textDirective":
      return textDirective(child, reader);
    default:
      return verbatim(child, reader);
  }
}

/** A line break in code is a space, to readers and to the notation. */
function code(node: InlineCode, { bytes, codes }: Reader): Word {
  const value = node.value.replace(/\r\n?|\n/g, " ");
  codes.push({ value, range: bytes.range(node) });
  return { type: "code", value };
}

/** A link or element without words or code inside is one thing to a translator; emphasis is always written anew. */
function pair(atom: Atom, node: Wrapping, reader: Reader): Word {
  const codes = reader.codes.length;
  const children = readAll(pairHtml(node.children), reader);
  if (atom.type === "wrap" && atom.open.end > atom.close.start) return verbatim(node, reader);
  if (atom.type !== "wrap" || plainText(children, true).trim() !== "") {
    return { type: "pair", id: draft(atom, reader), children };
  }
  reader.codes.length = codes;
  return verbatim(node, reader);
}

function htmlPair(node: HtmlPair, reader: Reader): Word {
  const [open, close] = [reader.bytes.range(node.open), reader.bytes.range(node.close)];
  const codes = reader.codes.length;
  const children = readAll(node.children, reader);
  if (isOpaqueTag(node.open.value) || plainText(children, true).trim() === "") {
    reader.codes.length = codes;
    const range = { start: open.start, end: close.end };
    return single({ type: "verbatim", range, ordered: false }, reader);
  }
  const id = draft({ type: "wrap", open, close, bracketed: false }, reader);
  return { type: "pair", id, children };
}

/** `https://example.com`, bare, in `<>` or as its own label: nothing to translate. */
function showsItsUrl(node: Link): boolean {
  const [only, ...more] = node.children;
  if (only?.type !== "text" || more.length > 0) return false;
  return ["", "http://", "mailto:"].some((prefix) => node.url === prefix + only.value);
}

/** Up to the next node, so that quote marks and indentation of the new line stay. */
function breakRange(node: Node, next: Paired | undefined, bytes: Bytes): Range {
  const { start, end } = bytes.range(node);
  if (next === undefined) return { start, end };
  const following = bytes.range(next.type === "htmlPair" ? next.open : next).start;
  return { start, end: Math.max(end, following) };
}

/** `:name` alone is text to Docusaurus, as in `10:30`; with a label it is an element of the site's own. */
function textDirective(node: TextDirective, reader: Reader): Word {
  const { bytes } = reader;
  const name = `:${node.name}`;
  if (bytes.slice(bytes.range(node)) === name) return { type: "text", value: name };
  if (node.children.length === 0) return verbatim(node, reader);
  return pair(wrapAtom(node, bytes), node, reader);
}

function verbatim(node: Node, reader: Reader, ordered = false): Word {
  return single({ type: "verbatim", range: reader.bytes.range(node), ordered }, reader);
}

function single(atom: Atom, reader: Reader): Word {
  return { type: "single", id: draft(atom, reader) };
}

function draft(atom: Atom, reader: Reader): number {
  const id = reader.drafts.size;
  reader.drafts.set(id, atom);
  return id;
}

/** Drafts that ended inside a verbatim atom are forgotten. */
function numbered(words: Words, reader: Reader): { words: Words; atoms: Atoms } {
  const numbers = tagNumbers(words);
  const tags = new Map<number, Atom>();
  for (const [id, number] of numbers) {
    const atom = reader.drafts.get(id);
    if (atom !== undefined) tags.set(number, atom);
  }
  return { words: renumber(words, numbers), atoms: { tags, codes: reader.codes } };
}
