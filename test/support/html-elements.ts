/** A start tag of a page, with its attributes as a browser reads them. Names are in lower case. */
export interface HtmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** What stands between this tag and the next one. */
  readonly text: string;
}

/** The elements of a built page in page order. Enough for what Docusaurus writes; no parser of broken HTML. */
export function* htmlElements(html: string): Generator<HtmlElement> {
  let at = 0;
  for (;;) {
    const start = html.indexOf("<", at);
    if (start < 0) return;
    if (html.startsWith("<!--", start)) {
      at = endOf(html, "-->", start);
      continue;
    }
    tag.lastIndex = start;
    const [whole, name, attributes = ""] = tag.exec(html) ?? [];
    if (whole === undefined || name === undefined) {
      at = start + 1;
      continue;
    }
    const inside = start + whole.length;
    at = textEnd(html, inside, name.toLowerCase());
    yield {
      name: name.toLowerCase(),
      attributes: readAttributes(attributes),
      text: decodeReferences(html.slice(inside, at)),
    };
  }
}

const tag = /<([a-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/giy;
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** What is in these is text, whatever it looks like. */
const rawText: ReadonlySet<string> = new Set(["script", "style", "title", "textarea"]);

function textEnd(html: string, inside: number, name: string): number {
  if (!rawText.has(name)) return beforeOrEnd(html, html.indexOf("<", inside));
  return beforeOrEnd(html, html.toLowerCase().indexOf(`</${name}`, inside));
}

function beforeOrEnd(html: string, at: number): number {
  return at < 0 ? html.length : at;
}

function endOf(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const found = [...text.matchAll(attribute)].map(
    ([, name = "", double, single, bare]) =>
      [name.toLowerCase(), decodeReferences(double ?? single ?? bare ?? "")] as const,
  );
  // Of two attributes of the same name, the first counts.
  return new Map(found.toReversed());
}

const named: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  gt: ">",
  lt: "<",
  nbsp: "\u00a0",
  quot: '"',
};

function decodeReferences(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return named[String(name)] ?? whole;
  });
}
