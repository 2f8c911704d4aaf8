/** What a message is made of, in order. Joined again, the values are the message. */
export interface Piece {
  readonly type: PieceType;
  readonly value: string;
  /** Of an element's tags, in lower case. */
  readonly name?: string;
}

export type PieceType =
  /** Words. */
  | "text"
  /** Shown as it is and never changed: a placeholder, a character reference, a code span. */
  | "code"
  /** Tags of an element. */
  | "open"
  | "close"
  /** Not shown: an element without words, a comment, a line break. */
  | "single";

/** Takes a message apart. Some are written to the page as raw HTML, so whatever a browser takes for a tag is one. */
export function piecesOf(message: string): Piece[] {
  const pieces: Piece[] = [];
  for (const token of tokensOf(message)) {
    const last = pieces.at(-1);
    if (last !== undefined && isSame(last, token))
      pieces[pieces.length - 1] = { ...last, value: last.value + token.value };
    else pieces.push(token);
  }
  return pieces;
}

/** The same, where every tag is by itself. */
export function tokensOf(message: string): Piece[] {
  const tokens: Piece[] = [];
  for (let at = 0; at < message.length; ) {
    const found = pieceAt(message, at);
    const token = touches(tokens.at(-1), found) ? ({ type: "text", value: "`" } as const) : found;
    tokens.push(token);
    at += token.value.length;
  }
  return tokens;
}

/** A placeholder or a character reference, or a run of them: written as it stands, without backticks. */
export function isBare(code: string): boolean {
  return wholeBare.test(code);
}

/** Each placeholder and each reference of a text. */
export function bareIn(text: string): string[] {
  return text.match(eachBare) ?? [];
}

const bare = String.raw`(?:\{\w+\}|&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);)`;
const wholeBare = new RegExp(`^${bare}+$`, "i");
const eachBare = new RegExp(bare, "gi");

/** What a tag has behind its name. */
const attributes = `(?:"[^"]*"|'[^']*'|[^>"'])*>`;

/** Elements whose content is no prose: they are kept whole. */
const opaque = "script|style|svg|math|code|pre|kbd|samp|var|textarea|iframe|noscript|template";

/** Half a tag inside of a code span would open the span to what comes behind it; a whole one stays inside. */
const inSpan = String.raw`(?:[^${"`"}<\n\r\v\f\u2028\u2029]|<[^${"`"}<>"'\n\r\v\f\u2028\u2029]*>|<(?![a-z!?/]))`;

const pattern = new RegExp(
  [
    String.raw`(?<whole><(?<element>${opaque})\b${attributes}[^]*?</\k<element>\s*>|<!--[^]*?-->)`,
    String.raw`</?(?<name>[a-z][^\s/>]*)${attributes}`,
    // Without an end of its own, a browser takes it to reach up to the next one.
    "(?<odd><[!?/][^>]*>|<[a-z!?/][^]*$)",
    `(?<bare>${bare}+)`,
    `(?<span>\`(?!${bare}+\`)${inSpan}+\`(?!\`|${bare}))`,
    String.raw`(?<space>\s+)`,
    String.raw`[^<&{${"`"}\s]+|[^]`,
  ].join("|"),
  "iy",
);

function pieceAt(message: string, at: number): Piece {
  pattern.lastIndex = at;
  const { 0: value = "", groups = {} } = pattern.exec(message) ?? {};
  const { whole, odd, bare: run, span, space, name } = groups;
  if (name !== undefined) return tagPiece(value, name.toLowerCase());
  if (whole !== undefined || odd !== undefined) return { type: "single", value };
  if (run !== undefined || span !== undefined) return { type: "code", value };
  // A line in the notation cannot hold it.
  const isBreak = space !== undefined && /[\n\r\v\f\u2028\u2029]/.test(space);
  return { type: isBreak ? "single" : "text", value };
}

function tagPiece(value: string, name: string): Piece {
  if (voidElements.has(name) || value.endsWith("/>")) return { type: "single", value };
  return { type: value.startsWith("</") ? "close" : "open", value, name };
}

const voidElements: ReadonlySet<string> = new Set(
  "area base br col embed hr img input link meta source track wbr".split(" "),
);

/** Code spans that touch would not be told apart in the notation. */
function touches(last: Piece | undefined, { type, value }: Piece): boolean {
  return last?.type === "code" && type === "code" && !isBare(value);
}

function isSame(last: Piece, { type }: Piece): boolean {
  return last.type === type && type !== "open" && type !== "close";
}
