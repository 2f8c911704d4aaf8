/** What a text of the page becomes in Memory by somebody's pull request. */
export interface Poison {
  /** As Memory has the text. */
  readonly source: string;
  readonly target: string;
  /** Whether it can pass for a translation: words, however odd, and the source's tags and code. */
  readonly fits: boolean;
}

const words = [
  "export const evil = 1;",
  "import evil from './evil.js'",
  "<Evil onClick={() => evil()} />",
  "<Evil>",
  "{process.env.EVIL}",
  "<script>alert('evil')</script>",
  "<img src=x onerror=alert('evil')>",
  "</TabItem> evil",
  "[evil](javascript:alert('evil'))",
  "![evil](/img/evil.png)",
  "[evil]: javascript:alert('evil')",
  "---\nevil: 1\n---",
  "# evil {#evil}",
  ":::danger evil",
  "| evil | evil |",
  "<!-- evil --> {/* evil */}",
  "\u202elive\u2066 evil\u001b[31m",
];

const unfit: readonly (readonly [source: string, target: string])[] = [
  ["A page with <1>one link</1> in it.", "evil without the link"],
  ["Another with <1>one more link</1> in it.", "<1>evil</1> <1>twice</1>"],
  ["A third with <1>its only link</1> in it.", "evil <1>link</1> and <2>another</2>"],
  ["Run `npm ci` now.", "Run `rm -rf /` evil"],
  ["Do not run anything here.", "Run `rm -rf /` evil"],
];

/** Each text with its own kind of malice. An address would become a link that the source lacks. */
export const poisons: readonly Poison[] = [
  ...words.map((target, index) => ({
    source: `Number ${index} of the words.`,
    target,
    // Words that begin an element or a comment could reach a place that is read as HTML.
    fits: !/<[a-z/!]/i.test(target),
  })),
  ...["https://evil.example/x", "www.evil.example", "evil@evil.example"].map((target, index) => ({
    source: `Number ${index} of the addresses.`,
    target,
    fits: false,
  })),
  ...unfit.map(([source, target]) => ({ source, target, fits: false })),
];

/** Every text in a Section of its own. */
export const page = [
  "---\ntitle: A page\ndescription: Its words\n---\n",
  "import Tabs from '@theme/Tabs';\nimport TabItem from '@theme/TabItem';\n",
  "[One](https://example.com/1), [two](https://example.com/2), [three](https://example.com/3).\n",
  ...poisons.map(({ source }, index) => `## Part ${index}\n\n${asMarkdown(source)}\n`),
  '<Tabs><TabItem value="a" label="A tab">\n\nWords in a tab.\n\n</TabItem></Tabs>\n',
].join("\n");

/** Where a text begins in the page, from 1. */
export function lineOf(source: string): number {
  return page.slice(0, page.indexOf(asMarkdown(source))).split("\n").length;
}

function asMarkdown(source: string): string {
  return source.replace(/<1>(.*)<\/1>/, "[$1](https://example.com/)");
}

/** The lines of a file of Memory with the poison in it, each under the key that it had. */
export function poison(lines: string): string {
  const targets = new Map(poisons.map(({ source, target }) => [source, target]));
  return lines.replace(/^.+$/gm, (line) => {
    const record: { source: string[]; target: string[]; human?: number[] } = JSON.parse(line);
    record.source.forEach((source, index) => {
      const target = targets.get(source);
      if (target === undefined) return;
      record.target[index] = target;
      // As a person's, some would be spared the checks that a model's words get.
      if (index % 2 === 1) record.human = [index];
    });
    return JSON.stringify(record);
  });
}

/** Lines that nobody can read as records. */
export const garbage: readonly string[] = [
  `{"key":${"[".repeat(90_000)}${"]".repeat(90_000)}}`,
  '{"__proto__":{"key":"a"},"classes":"p"}',
  `{"key":"000000000000000000000000","classes":"p","source":["a"],"target":["${"x".repeat(17_000_000)}"]}`,
  '{"key":"../../../../../../tmp/evil","classes":"p","source":["a"],"target":["evil"]}',
  '{"key":"000000000000000000000000","key":"000000000000000000000001","classes":"p","source":["a"],"target":["b"]}',
  "<<<<<<< HEAD",
  '{"key":"000000000000000000000000","classes":"p","source":["a"],"target":["\ufffd\ud800',
];

const hash = "0".repeat(64);

/** Lines of a manifest that lead elsewhere, or claim what is not so. */
export const manifest: string = [
  ...["../../../etc/passwd", "/etc/passwd", "docs/a.md", "i18n/fr/x.md", "__proto__"].map((path) =>
    JSON.stringify({
      page: path,
      source: hash,
      output: hash,
      memory: "0",
      shape: "0",
      reads: ["../../../../../../etc/passwd"],
      sections: [],
    }),
  ),
  '{"page":"docs/a.md","__proto__":{}}',
  "",
].join("\n");
