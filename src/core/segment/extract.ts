import type { Heading, Nodes, PhrasingContent, RootContent } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { headingReader, type PageHeading } from '../document/heading-ids.ts';
import type { Markdown } from '../document/markdown.ts';
import type { ParsedPage } from '../document/parse-page.ts';
import type { Range } from '../model.ts';
import { plainWords } from '../words/plain-words.ts';
import type { Words } from '../words/words.ts';
import { importedPaths, requiredPaths, stringsAt } from './expression-strings.ts';
import { frontMatterValues } from './front-matter.ts';
import { type Bytes, readPhrasing } from './read-phrasing.ts';
import type { Reference, ReferenceRole } from './reference.ts';
import { isOpaqueElement, type TextRules, textPaths } from './rules.ts';
import type { Atoms, MarkdownPlace, RawSegment, SegmentKind, Style } from './segment.ts';

/** What a page holds, names and numbers included: whether a text is worth translating is decided later (`rules.ts`). */
export interface Extract {
  /** By start; a Segment that holds others comes before them. */
  readonly segments: readonly RawSegment[];
  readonly references: readonly Reference[];
  readonly headings: readonly (PageHeading & { readonly start: number })[];
}

/** Finds everything that is words, and every path that depends on where the page stands. Nothing else is touched. */
export function extract(page: ParsedPage, markdown: Markdown, rules: TextRules): Extract {
  const found: Found = {
    page,
    rules,
    bytes: {
      range: (node) => ({
        start: page.at(node.position?.start.offset ?? 0),
        end: page.at(node.position?.end.offset ?? 0),
      }),
      written: ({ start, end }) => ({ start: page.at(start), end: page.at(end) }),
      slice: (range) => page.text.slice(range.start, range.end),
      autolinksIn: page.parser.autolinksIn,
    },
    readHeading: headingReader(page, markdown),
    segments: [],
    references: [],
    headings: [],
  };
  page.tree.children.forEach((child) => walk(child, found));
  return {
    segments: found.segments.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end),
    references: found.references.sort((a, b) => a.range.start - b.range.start),
    headings: found.headings,
  };
}

interface Found {
  readonly page: ParsedPage;
  readonly rules: TextRules;
  readonly bytes: Bytes;
  readonly readHeading: (heading: Heading) => PageHeading;
  readonly segments: RawSegment[];
  readonly references: Reference[];
  readonly headings: (PageHeading & { readonly start: number })[];
}

function walk(node: Nodes, found: Found): void {
  switch (node.type) {
    case 'yaml':
      return frontMatter(node, found);
    case 'heading':
      return heading(node, found);
    case 'paragraph':
      return phrasing(node.children, isLabel(node) ? 'directive-label' : 'paragraph', placeOf(node, found), found);
    case 'tableCell':
      return phrasing(node.children, 'cell', 'cell', found);
    case 'leafDirective':
      return phrasing(node.children, 'directive-label', 'label', found);
    case 'definition':
      return definition(node, found);
    case 'mdxjsEsm':
      return program(node, importedPaths, found);
    case 'mdxFlowExpression':
      return program(node, () => [], found);
    case 'mdxJsxFlowElement':
      return element(node, found);
    default:
      if ('children' in node) node.children.forEach((child) => walk(child, found));
  }
}

function isLabel(node: { readonly data?: object | undefined }): boolean {
  return node.data !== undefined && 'directiveLabel' in node.data;
}

function placeOf(node: Nodes, found: Found): MarkdownPlace {
  if (isLabel(node)) return 'label';
  const { start } = found.bytes.range(node);
  return start === 0 || /[\r\n]/.test(found.page.text[start - 1] ?? '') ? 'first-column' : 'block';
}

function heading(node: Heading, found: Found): void {
  const read = found.readHeading(node);
  const { start } = found.bytes.range(node);
  found.headings.push({ ...read, start });
  const place = found.page.text[start] === '#' ? 'heading' : 'setext-heading';
  const [first] = read.children;
  if (first === undefined) return;
  add({ kind: 'heading', range: { start: found.bytes.range(first).start, end: read.end } }, read.children, place, found);
  node.children.forEach((child) => inner(child, found));
}

/** Elements that stand alone on their line are containers to MDX: their children are texts of their own. */
function phrasing(children: readonly PhrasingContent[], kind: SegmentKind, place: MarkdownPlace, found: Found): void {
  const [first, last] = [children[0], children.at(-1)];
  if (first === undefined || last === undefined) return;
  if (children.every(isElementOrSpace)) {
    for (const child of children) {
      if (child.type === 'mdxJsxTextElement') element(child, found);
      else inner(child, found);
    }
    return;
  }
  const range = { start: found.bytes.range(first).start, end: found.bytes.range(last).end };
  add({ kind, range }, children, place, found);
  children.forEach((child) => inner(child, found));
}

function isElementOrSpace(node: PhrasingContent): boolean {
  if (node.type === 'text') return node.value.trim() === '';
  return node.type === 'mdxJsxTextElement' || node.type === 'mdxTextExpression';
}

function element(node: MdxJsxFlowElement | MdxJsxTextElement, found: Found): void {
  attributes(node, found);
  if (isOpaqueElement(node.name)) return;
  if (node.type === 'mdxJsxTextElement') phrasing(node.children, 'paragraph', 'inline', found);
  else node.children.forEach((child) => walk(child, found));
}

/** What is inside of a text besides its words: titles, alternative texts, attributes, paths. */
function inner(node: PhrasingContent, found: Found): void {
  switch (node.type) {
    case 'link':
      linkParts(node, 'link', found);
      break;
    case 'image':
      linkParts(node, 'image', found);
      alt(node, found);
      return;
    case 'imageReference':
      alt(node, found);
      return;
    case 'mdxTextExpression':
      program(node, () => [], found);
      return;
    case 'mdxJsxTextElement':
      attributes(node, found);
      if (isOpaqueElement(node.name)) return;
      break;
    default:
  }
  if ('children' in node) node.children.forEach((child) => inner(child, found));
}

type WithParts = Extract_<RootContent, { type: 'link' | 'image' | 'definition' }>;
type Extract_<Union, Shape> = Union extends Shape ? Union : never;

function definition(node: WithParts, found: Found): void {
  linkParts(node, 'link', found);
}

function linkParts(node: WithParts, role: ReferenceRole, found: Found): void {
  const { url, title } = node.data?.parts ?? {};
  if (url) reference(role, found.bytes.written(url), found);
  if (!title || !node.title) return;
  const range = found.bytes.written(title);
  const close = found.page.text[range.end];
  const quote = close === '"' || close === "'" ? close : ')';
  plain({ kind: 'link-title', range, value: node.title, style: { type: 'title', quote } }, found);
}

function alt(node: Extract_<RootContent, { type: 'image' | 'imageReference' }>, found: Found): void {
  const label = node.data?.parts?.label;
  if (!label || !node.alt) return;
  const inside = found.bytes.written(label);
  const kind = node.type === 'imageReference' ? node.referenceType : 'full';
  const style: Style = kind === 'full' ? { type: 'alt' } : { type: 'alt', reference: found.bytes.slice(inside) };
  // The empty brackets of `![alt][]` make room for the reference.
  const range = { start: inside.start, end: inside.end + (kind === 'collapsed' ? 2 : 0) };
  push({ kind: 'alt', range, words: [{ type: 'text', value: node.alt.replace(/\s+/g, ' ') }], atoms: none, style }, found);
}

function reference(role: ReferenceRole, range: Range, found: Found): void {
  found.references.push({ role, range, path: found.bytes.slice(range) });
}

function attributes(node: MdxJsxFlowElement | MdxJsxTextElement, found: Found): void {
  const paths = textPaths(found.rules, node.name);
  for (const attribute of node.attributes) {
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      program({ data: attribute.data }, () => [], found);
      continue;
    }
    const own = paths.filter((path) => path.split(/[.[]/, 1)[0] === attribute.name);
    if (typeof attribute.value === 'string') {
      if (own.includes(attribute.name)) attributeString(attribute, attribute.value, found);
    } else if (attribute.value) {
      program(attribute.value, () => [], found);
      for (const path of own) expressionStrings(attribute, path.slice(attribute.name.length), found);
    }
  }
}

function attributeString(attribute: MdxJsxAttribute, value: string, found: Found): void {
  const range = found.bytes.range(attribute);
  const start = /^[^=]*=\s*(["'])/.exec(found.bytes.slice(range));
  const quote = start?.[1];
  if (!start || (quote !== '"' && quote !== "'")) return;
  const inside = { start: range.start + start[0].length, end: range.end - 1 };
  plain({ kind: 'attribute', range: inside, value, style: { type: 'attribute', quote } }, found);
}

function expressionStrings(attribute: MdxJsxAttribute, path: string, found: Found): void {
  const estree = typeof attribute.value === 'object' ? attribute.value?.data?.estree : undefined;
  if (!estree) return;
  for (const { range, value, quote } of stringsAt(estree, path)) {
    plain({ kind: 'string', range: found.bytes.written(range), value, style: { type: 'string', quote } }, found);
  }
}

type Paths = typeof importedPaths;

function program(node: { readonly data?: { estree?: Parameters<Paths>[0] | null | undefined } | undefined }, paths: Paths, found: Found): void {
  const estree = node.data?.estree;
  if (!estree) return;
  for (const { range } of [...paths(estree), ...requiredPaths(estree)]) reference('module', found.bytes.written(range), found);
}

function frontMatter(node: Nodes & { readonly type: 'yaml' }, found: Found): void {
  const range = found.bytes.range(node);
  const source = found.bytes.slice(range).replace(/^---[ \t]*\r?\n/, '');
  const start = range.end - found.bytes.slice(range).length + (found.bytes.slice(range).length - source.length);
  for (const { key, range: place, value } of frontMatterValues(source.replace(/(?:^|\r?\n)---[ \t]*$/, ''), start, found.page.frontMatter)) {
    if (found.rules.frontMatter.includes(key)) plain({ kind: 'front-matter', range: place, value, style: { type: 'yaml' } }, found);
    else if (key === 'image') reference('front-matter', place, found);
  }
}

interface PlainText {
  readonly kind: SegmentKind;
  readonly range: Range;
  readonly value: string;
  readonly style: Style;
}

const none: Atoms = { tags: new Map(), codes: [] };

function plain({ kind, range, value, style }: PlainText, found: Found): void {
  const words = plainWords(value.trim().replace(/\s+/g, ' '));
  push({ kind, range, words, atoms: none, style }, found);
}

function add(draft: { kind: SegmentKind; range: Range }, children: readonly PhrasingContent[], place: MarkdownPlace, found: Found): void {
  const { words, atoms } = readPhrasing(children, found.bytes);
  push({ kind: draft.kind, range: trimmed(draft.range, found), words: trimEnds(words), atoms, style: { type: 'markdown', place } }, found);
}

function push(segment: RawSegment, found: Found): void {
  if (segment.words.length > 0) found.segments.push(segment);
}

function trimmed(range: Range, found: Found): Range {
  const text = found.bytes.slice(range);
  const [before, after] = [/^[ \t\r\n]*/.exec(text)?.[0] ?? '', /[ \t\r\n]*$/.exec(text)?.[0] ?? ''];
  return before === text ? range : { start: range.start + before.length, end: range.end - after.length };
}

/** White space at the ends belongs to the page, not to the words. */
function trimEnds(words: Words): Words {
  const trimmedWords = words.map((word, index) => {
    if (word.type !== 'text') return word;
    const start = index === 0 ? word.value.replace(/^[ \t]+/, '') : word.value;
    return { ...word, value: index === words.length - 1 ? start.replace(/[ \t]+$/, '') : start };
  });
  return trimmedWords.filter((word) => word.type !== 'text' || word.value !== '');
}
