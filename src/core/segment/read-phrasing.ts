import type { Link, PhrasingContent, Text } from 'mdast';
import type { Node } from 'unist';
import type { TextAutolink } from '../document/parser.ts';
import type { Range } from '../model.ts';
import { eachWord, plainText, type Word, type Words } from '../words/words.ts';
import { type HtmlPair, type Paired, pairHtml } from './html-pairs.ts';
import { isOpaqueElement } from './rules.ts';
import type { Atom, Atoms, CodeAtom } from './segment.ts';

/** Offsets of a node in the page as written, and the bytes between. */
export interface Bytes {
  range(node: Node): Range;
  /** A range that the parser reported, in the page as written. */
  written(range: Range): Range;
  slice(range: Range): string;
  autolinksIn(text: string): readonly TextAutolink[];
}

/** Phrasing nodes as Words, every node that is not text or code as a numbered tag. */
export function readPhrasing(children: readonly PhrasingContent[], bytes: Bytes): { words: Words; atoms: Atoms } {
  const reader: Reader = { bytes, drafts: new Map(), codes: [] };
  return numbered(readAll(pairHtml(children), reader), reader);
}

interface Reader {
  readonly bytes: Bytes;
  readonly drafts: Map<number, Atom>;
  readonly codes: CodeAtom[];
}

function readAll(children: readonly Paired[], reader: Reader): Words {
  const words: Word[] = [];
  children.forEach((child, index) => {
    const read = child.type === 'text' ? readText(child, reader) : [readOne(child, children[index + 1], reader)];
    for (const word of read) {
      const last = words.at(-1);
      if (word.type === 'text' && last?.type === 'text') words[words.length - 1] = joined(last.value, word.value);
      else words.push(word);
    }
  });
  return words.map((word) => (word.type === 'text' ? { type: 'text', value: flat(word.value) } : word));
}

function joined(left: string, right: string): Word {
  return { type: 'text', value: left + right };
}

/** A soft break is a space, but nothing between characters of scripts that are written without spaces. */
function flat(text: string): string {
  return text
    .replace(/(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。，．：；！？）」』】])[ \t]*\r?\n[ \t]*(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}（「『【])/gu, '')
    .replace(/[ \t\r\n]+/g, ' ');
}

/** GFM links URLs that stand in a text only after parsing; they are found here, with their bytes. */
function readText(node: Text, reader: Reader): Word[] {
  const words: Word[] = [];
  const range = reader.bytes.range(node);
  let [value, from] = [node.value, range.start];
  for (const { label, url } of reader.bytes.autolinksIn(node.value)) {
    const found = spelled(label).exec(reader.bytes.slice({ start: from, end: range.end }));
    const index = value.indexOf(label);
    if (!found || index === -1) continue;
    if (index > 0) words.push({ type: 'text', value: value.slice(0, index) });
    const place = { start: from + found.index, end: from + found.index + found[0].length };
    words.push(single({ type: 'autolink', range: place, url, label }, reader));
    value = value.slice(index + label.length);
    from = place.end;
  }
  return value === '' ? words : [...words, { type: 'text', value }];
}

/** A text as it may stand in Markdown, any character of it escaped. */
function spelled(text: string): RegExp {
  return new RegExp([...text].map((character) => `\\\\?${character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&')}`).join(''));
}

function readOne(child: Exclude<Paired, Text>, next: Paired | undefined, reader: Reader): Word {
  const { bytes } = reader;
  switch (child.type) {
    case 'inlineCode':
      reader.codes.push({ value: child.value, range: bytes.range(child) });
      return { type: 'code', value: child.value };
    case 'strong':
    case 'emphasis':
    case 'delete':
      return pair({ type: child.type }, child, reader);
    case 'link':
      return showsItsUrl(child) ? single(autolinkAtom(child, bytes), reader) : pair(linkAtom(child, bytes), child, reader);
    case 'linkReference':
      return pair(linkAtom(child, bytes), child, reader);
    case 'htmlPair':
      return htmlPair(child, reader);
    case 'html':
      return single({ type: 'verbatim', range: bytes.range(child), ordered: /^<\/?[A-Za-z]/.test(child.value) }, reader);
    case 'break':
      return single({ type: 'break', range: breakRange(child, next, bytes) }, reader);
    case 'mdxJsxTextElement':
      if (isOpaqueElement(child.name) || isMarkedOpaque(child)) return verbatim(child, reader);
      return pair(wrapAround(child, bytes), child, reader);
    case 'textDirective':
      return textDirective(child, reader);
    default:
      return verbatim(child, reader);
  }
}

type WithChildren = Extract<Paired, { children: PhrasingContent[] }>;

/** A link or element without words or code inside is one thing to a translator; emphasis is always written anew. */
function pair(atom: Atom, node: WithChildren, reader: Reader): Word {
  const codes = reader.codes.length;
  const children = readAll(pairHtml(node.children), reader);
  if (atom.type === 'wrap' && atom.open.end > atom.close.start) return verbatim(node, reader);
  if (atom.type !== 'wrap' || plainText(children, true).trim() !== '') return { type: 'pair', id: draft(atom, reader), children };
  reader.codes.length = codes;
  return verbatim(node, reader);
}

function htmlPair(node: HtmlPair, reader: Reader): Word {
  const [open, close] = [reader.bytes.range(node.open), reader.bytes.range(node.close)];
  const children = readAll(node.children, reader);
  if (plainText(children, true).trim() === '') {
    return single({ type: 'verbatim', range: { start: open.start, end: close.end }, ordered: false }, reader);
  }
  return { type: 'pair', id: draft({ type: 'wrap', open, close, bracketed: false }, reader), children };
}

/** `https://example.com`, bare, in `<>` or as its own label: nothing to translate. */
function showsItsUrl(node: Link): boolean {
  const [only, ...more] = node.children;
  if (only?.type !== 'text' || more.length > 0) return false;
  return ['', 'http://', 'mailto:'].some((prefix) => node.url === prefix + only.value);
}

function autolinkAtom(node: Link, bytes: Bytes): Atom {
  const [only] = node.children;
  return { type: 'autolink', range: bytes.range(node), url: node.url, label: only?.type === 'text' ? only.value : '' };
}

function linkAtom(node: Extract<Paired, { type: 'link' | 'linkReference' }>, bytes: Bytes): Atom {
  const range = bytes.range(node);
  const label = bytes.written(node.data?.parts?.label ?? { start: 0, end: 0 });
  const atom = {
    type: 'wrap',
    open: { start: range.start, end: label.start },
    close: { start: label.end, end: range.end },
    bracketed: true,
  } as const;
  const short = node.type === 'linkReference' && node.referenceType !== 'full';
  return short ? { ...atom, reference: `][${bytes.slice(label)}]` } : atom;
}

/** `:name` alone is text to Docusaurus, as in `10:30`; with a label it is an element of the site's own. */
function textDirective(node: Extract<Paired, { type: 'textDirective' }>, reader: Reader): Word {
  if (isSimpleDirective(node, reader.bytes)) return { type: 'text', value: `:${node.name}` };
  return node.children.length === 0 ? verbatim(node, reader) : pair(wrapAround(node, reader.bytes), node, reader);
}

function isSimpleDirective(node: Extract<Paired, { type: 'textDirective' }>, bytes: Bytes): boolean {
  return bytes.slice(bytes.range(node)) === `:${node.name}`;
}

function wrapAround(node: WithChildren, bytes: Bytes): Atom {
  const range = bytes.range(node);
  const [first, last] = [node.children[0], node.children.at(-1)];
  const inner = first && last ? { start: bytes.range(first).start, end: bytes.range(last).end } : { start: range.end, end: range.end };
  return {
    type: 'wrap',
    open: { start: range.start, end: inner.start },
    close: { start: inner.end, end: range.end },
    bracketed: node.type === 'textDirective',
  };
}

function isMarkedOpaque(node: Extract<Paired, { type: 'mdxJsxTextElement' }>): boolean {
  return node.attributes.some(
    (attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === 'translate' && attribute.value === 'no',
  );
}

/** Up to the next node, so that quote marks and indentation of the new line stay. */
function breakRange(node: Node, next: Paired | undefined, bytes: Bytes): Range {
  const { start, end } = bytes.range(node);
  const following = next === undefined ? end : bytes.range(next.type === 'htmlPair' ? next.open : next).start;
  return { start, end: Math.max(end, following) };
}

function verbatim(node: Node, reader: Reader): Word {
  return single({ type: 'verbatim', range: reader.bytes.range(node), ordered: false }, reader);
}

function single(atom: Atom, reader: Reader): Word {
  return { type: 'single', id: draft(atom, reader) };
}

function draft(atom: Atom, reader: Reader): number {
  const id = reader.drafts.size;
  reader.drafts.set(id, atom);
  return id;
}

/** Tags count from 1 in order of appearance; drafts that ended inside a verbatim atom are forgotten. */
function numbered(words: Words, reader: Reader): { words: Words; atoms: Atoms } {
  const numbers = new Map<number, number>();
  for (const word of eachWord(words)) {
    if (word.type === 'pair' || word.type === 'single') numbers.set(word.id, numbers.size + 1);
  }
  const tags = new Map<number, Atom>();
  for (const [id, number] of numbers) {
    const atom = reader.drafts.get(id);
    if (atom !== undefined) tags.set(number, atom);
  }
  return { words: renumber(words, numbers), atoms: { tags, codes: reader.codes } };
}

function renumber(words: Words, numbers: ReadonlyMap<number, number>): Words {
  return words.map((word) => {
    if (word.type === 'text' || word.type === 'code') return word;
    const id = numbers.get(word.id) ?? word.id;
    return word.type === 'single' ? { type: 'single', id } : { type: 'pair', id, children: renumber(word.children, numbers) };
  });
}
