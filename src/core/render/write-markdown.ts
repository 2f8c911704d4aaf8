import type { PhrasingContent, Root } from "mdast";
import { type Options, toMarkdown } from "mdast-util-to-markdown";
import type { Range } from "../model.ts";
import { type Atom, isAttention, type MarkdownPlace, type Segment } from "../segment/segment.ts";
import { spaceOut } from "../words/space-out.ts";
import { trimWords } from "../words/trim-words.ts";
import type { Word, Words } from "../words/words.ts";
import { ownHandlers } from "./own-nodes.ts";

/** How bytes that are kept look in the page that is being written: nested texts and paths in them may be new. */
export type Kept = (range: Range) => string;

export interface MarkdownWriter {
  /** The Segment's words as Markdown that reads back as just these words in this place. */
  phrasing(segment: Segment, place: MarkdownPlace, words: Words, kept: Kept): string;
  /** Plain text for a title or an alternative text. */
  plain(text: string, construct: "titleQuote" | "titleApostrophe" | "label"): string;
}

/** `extensions` are those of the page's own syntax: each knows which characters its constructs make unsafe. */
export function markdownWriter(
  extensions: readonly Options[],
  format: "md" | "mdx",
): MarkdownWriter {
  const options: Options = { extensions: [...extensions], handlers: ownHandlers };
  const write = (node: Root["children"][number]) =>
    toMarkdown({ type: "root", children: [node] }, options).replace(/\n$/, "");
  return {
    phrasing(segment, place, words, kept) {
      const composing: Composing = { segment, kept, breaks: [], codes: [...segment.atoms.codes] };
      const tight = spaceOut(words, (id) => isAttention(segment.atoms.tags.get(id)));
      const tidy = trimWords(tight);
      const text = write({ type: "ownPhrase", place, children: compose(tidy, composing) });
      const broken = text.replace(
        / \0(\d+)\n/g,
        (_, index: string) => composing.breaks[Number(index)] ?? "\n",
      );
      return format === "mdx" && esmPlaces.has(place) ? disarmEsm(broken) : broken;
    },
    plain: (value, construct) => write({ type: "ownPlain", construct, value }),
  };
}

/** A paragraph or its underlined twin in the first column. */
const esmPlaces: ReadonlySet<MarkdownPlace> = new Set(["first-column", "setext-heading"]);

/** At the start of a line these words would make the paragraph a program. */
function disarmEsm(text: string): string {
  return /^(?:im|ex)port\b/.test(text)
    ? `&#x${text.charCodeAt(0).toString(16)};${text.slice(1)}`
    : text;
}

interface Composing {
  readonly segment: Segment;
  readonly kept: Kept;
  /** Bytes of the line breaks, by index. */
  readonly breaks: string[];
  /** Code spans not yet placed. */
  readonly codes: Segment["atoms"]["codes"][number][];
}

/** Neighbouring texts become one node: what must be escaped depends on what stands next to it. */
function compose(words: Words, composing: Composing): PhrasingContent[] {
  const children: PhrasingContent[] = [];
  for (const child of words.flatMap((word) => composeOne(word, composing))) {
    const last = children.at(-1);
    if (child.type === "text" && last?.type === "text")
      children[children.length - 1] = { ...last, value: last.value + child.value };
    else children.push(child);
  }
  return children;
}

function composeOne(word: Word, composing: Composing): PhrasingContent[] {
  if (word.type === "text") return [{ type: "text", value: word.value }];
  if (word.type === "code") return [code(word.value, composing)];
  const atom = composing.segment.atoms.tags.get(word.id);
  if (atom === undefined) return [];
  return word.type === "single"
    ? [single(atom, composing)]
    : pair(atom, compose(word.children, composing), composing);
}

function code(value: string, { codes, kept }: Composing): PhrasingContent {
  const index = codes.findIndex((candidate) => candidate.value === value);
  const [found] = index === -1 ? [] : codes.splice(index, 1);
  return found ? { type: "ownVerbatim", value: kept(found.range) } : { type: "inlineCode", value };
}

function single(atom: Atom, { kept, breaks }: Composing): PhrasingContent {
  switch (atom.type) {
    case "break":
      return { type: "ownBreak", index: breaks.push(kept(atom.range)) - 1 };
    case "autolink":
      return { type: "ownAutolink", value: kept(atom.range), label: atom.label, url: atom.url };
    case "verbatim":
      return { type: "ownVerbatim", value: kept(atom.range) };
    default:
      return { type: "text", value: "" };
  }
}

function pair(atom: Atom, children: PhrasingContent[], { kept }: Composing): PhrasingContent[] {
  switch (atom.type) {
    case "strong":
    case "emphasis":
    case "delete":
      return [{ type: atom.type, children }];
    case "wrap": {
      const close = atom.reference ?? kept(atom.close);
      return [
        { type: "ownWrap", open: kept(atom.open), close, bracketed: atom.bracketed, children },
      ];
    }
    default:
      return children;
  }
}
