import type { Node, Parent, PhrasingContent } from "mdast";
import type { Handle, Handlers, State } from "mdast-util-to-markdown";
import type { MarkdownPlace } from "../segment/segment.ts";

type ConstructName = Parameters<State["enter"]>[0];
/** Without context: what surrounds it decides how text is written. */
export interface OwnPhrase extends Parent {
  type: "ownPhrase";
  place: MarkdownPlace;
  children: PhrasingContent[];
}

/** Text that is no Markdown but stands between Markdown's quotes or brackets. */
export interface OwnPlain extends Node {
  type: "ownPlain";
  construct: "titleQuote" | "titleApostrophe" | "label";
  value: string;
}

/** Words between bytes that are kept. */
export interface OwnWrap extends Parent {
  type: "ownWrap";
  open: string;
  close: string;
  bracketed: boolean;
  children: PhrasingContent[];
}

/** Bytes that are kept. */
export interface OwnVerbatim extends Node {
  type: "ownVerbatim";
  value: string;
}

/** A bare URL, bracketed where its neighbours would run into it. */
export interface OwnAutolink extends Node {
  type: "ownAutolink";
  value: string;
  label: string;
  url: string;
}

/** A line break; the bytes are put in afterwards, so that what follows counts as the start of a line. */
export interface OwnBreak extends Node {
  type: "ownBreak";
  index: number;
}

declare module "mdast" {
  interface PhrasingContentMap {
    ownWrap: OwnWrap;
    ownVerbatim: OwnVerbatim;
    ownAutolink: OwnAutolink;
    ownBreak: OwnBreak;
  }
  interface RootContentMap {
    ownPhrase: OwnPhrase;
    ownPlain: OwnPlain;
    ownWrap: OwnWrap;
    ownVerbatim: OwnVerbatim;
    ownAutolink: OwnAutolink;
    ownBreak: OwnBreak;
  }
}

/** What stands around phrasing in each place, and the constructs whose characters must be escaped there. */
const places: Readonly<
  Record<MarkdownPlace, { constructs: readonly ConstructName[]; before: string; after: string }>
> = {
  block: { constructs: [], before: "\n", after: "\n" },
  "first-column": { constructs: [], before: "\n", after: "\n" },
  heading: { constructs: ["headingAtx"], before: "# ", after: "\n" },
  "setext-heading": { constructs: ["headingSetext"], before: "\n", after: "\n" },
  cell: { constructs: ["tableCell"], before: " ", after: " " },
  label: { constructs: ["label", "containerDirectiveLabel"], before: "[", after: "]" },
  inline: { constructs: [], before: ">", after: "<" },
};

const phrase: Handle = (node: OwnPhrase, _, state, info) => {
  const { constructs, before, after } = places[node.place];
  return within(state, [...constructs, "phrasing"], () =>
    state.containerPhrasing(parent(node), { ...info, before, after }),
  );
};

const plain: Handle = (node: OwnPlain, _, state, info) =>
  within(
    state,
    [node.construct, ...(node.construct === "label" ? (["phrasing"] as const) : [])],
    () =>
      state.safe(node.value, {
        ...info,
        before: quotes[node.construct][0],
        after: quotes[node.construct][1],
      }),
  );

const quotes = { titleQuote: ['"', '"'], titleApostrophe: ["'", "'"], label: ["[", "]"] } as const;

const wrap: Handle = (node: OwnWrap, _, state, info) => {
  const around = { ...info, before: node.open.slice(-1), after: node.close.slice(0, 1) };
  const constructs = node.bracketed ? (["link", "label"] as const) : [];
  return (
    node.open +
    within(state, constructs, () => state.containerPhrasing(parent(node), around)) +
    node.close
  );
};

const verbatim: Handle = (node: OwnVerbatim) => node.value;

const autolink: Handle = (node: OwnAutolink, among, state, info) => {
  const next =
    among && "children" in among ? among.children[(state.indexStack.at(-1) ?? 0) + 1] : undefined;
  const after = next?.type === "text" ? next.value : info.after;
  const before = /^https?:/i.test(node.value) ? /(?:^|[^A-Za-z])$/ : /(?:^|[\s(*_~])$/;
  const free = before.test(info.before) && /^[.,;:!?)]*(?:$|\s)/.test(after);
  return free || /^[[<]/.test(node.value)
    ? node.value
    : `[${node.label.replace(/[[\]\\]/g, "\\$&")}](${node.url})`;
};

/** Begins with white space and ends with a line ending, as its neighbours must see it. */
const lineBreak: Handle = (node: OwnBreak) => ` \0${node.index}\n`;

export const ownHandlers: Partial<Handlers> = {
  ownPhrase: phrase,
  ownPlain: plain,
  ownWrap: Object.assign(wrap, { peek: (node: OwnWrap) => node.open.slice(0, 1) }),
  ownVerbatim: Object.assign(verbatim, { peek: (node: OwnVerbatim) => node.value.slice(0, 1) }),
  ownAutolink: Object.assign(autolink, { peek: (node: OwnAutolink) => node.value.slice(0, 1) }),
  ownBreak: Object.assign(lineBreak, { peek: () => " " }),
};

function within(state: State, constructs: readonly ConstructName[], write: () => string): string {
  const exits = constructs.map((construct) => state.enter(construct));
  const text = write();
  for (const exit of exits.reverse()) exit();
  return text;
}

type PhrasingParents = Parameters<State["containerPhrasing"]>[0];

/** To the library every parent of phrasing is one of its own. */
function parent(node: OwnPhrase | OwnWrap): PhrasingParents {
  return { type: "paragraph", children: node.children };
}
