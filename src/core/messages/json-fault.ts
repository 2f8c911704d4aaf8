/** Where a text stops being JSON: `JSON.parse` does not say so in every version of Node. */
export function jsonFault(text: string): number | undefined {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  for (let at = 0; ; ) {
    const { token, start, end } = tokenAt(text, at);
    if (expected === "end") return start < text.length ? start : undefined;
    const next = follow(token, expected, open);
    if (next === undefined) return start;
    expected = next;
    at = end;
  }
}

type Expected =
  | "value"
  | "first-value"
  | "key"
  | "first-key"
  | "colon"
  /** A comma, or the end of the object or list. */
  | "more"
  | "end";

type Token = "{" | "}" | "[" | "]" | ":" | "," | "string" | "scalar" | "none";

const plain = String.raw`[^"\\\u0000-\u001f]*`;
const escaped = String.raw`\\(?:["\\/bfnrt]|u[\da-fA-F]{4})`;
const pattern = new RegExp(
  [
    String.raw`[ \t\r\n]*(?:(?<sign>[{}[\]:,])`,
    `(?<string>"${plain}(?:${escaped}${plain})*")`,
    String.raw`(?<scalar>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|)`,
  ].join("|"),
  "y",
);

function tokenAt(text: string, at: number): { token: Token; start: number; end: number } {
  pattern.lastIndex = at;
  const { 0: whole = "", groups = {} } = pattern.exec(text) ?? {};
  const { sign, string, scalar } = groups;
  const value = sign ?? string ?? scalar ?? "";
  const [start, end] = [at + whole.length - value.length, at + whole.length];
  if (isSign(sign)) return { token: sign, start, end };
  if (string !== undefined) return { token: "string", start, end };
  return { token: scalar === undefined ? "none" : "scalar", start, end };
}

function isSign(value: string | undefined): value is Exclude<Token, "string" | "scalar" | "none"> {
  return value !== undefined && "{}[]:,".includes(value);
}

/** What comes behind a token, or nothing where it has no place. */
function follow(
  token: Token,
  expected: Exclude<Expected, "end">,
  open: ("{" | "[")[],
): Expected | undefined {
  switch (expected) {
    case "colon":
      return token === ":" ? "value" : undefined;
    case "more":
      if (token === ",") return open.at(-1) === "{" ? "key" : "value";
      return close(token, open);
    case "key":
    case "first-key":
      if (token === "string") return "colon";
      return expected === "first-key" ? close(token, open) : undefined;
    case "value":
    case "first-value":
      return value(token, open) ?? (expected === "first-value" ? close(token, open) : undefined);
  }
}

function value(token: Token, open: ("{" | "[")[]): Expected | undefined {
  if (token === "{" || token === "[") {
    open.push(token);
    return token === "{" ? "first-key" : "first-value";
  }
  if (token !== "string" && token !== "scalar") return undefined;
  return open.length > 0 ? "more" : "end";
}

function close(token: Token, open: ("{" | "[")[]): Expected | undefined {
  if (token !== (open.at(-1) === "{" ? "}" : "]")) return undefined;
  open.pop();
  return open.length > 0 ? "more" : "end";
}
